import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Arrivals } from './arrival.ts';

/** What a server that speaks TLS shows, and how it hears of another. */
export interface Tls {
  now(): { cert: string; key: string };
  /** Calls back with each new certificate. */
  onChange(take: () => void): void;
}

interface Parts {
  options: ServerOptions;
  arrivals: Arrivals;
  tls: Tls | undefined;
  answer: RequestListener;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** A server of ours that does not listen yet, with TLS or without. Each request passes through `arrivals` first. */
export function listener({ options, arrivals, tls, answer, upgrade }: Parts): Server {
  const take: RequestListener = (request, response) => {
    arrivals.take(request);
    answer(request, response);
  };
  const server = tls ? secured(options, tls, take) : createServer(options, take);
  return server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    arrivals.take(request);
    upgrade(request, socket, head);
  });
}

function secured(options: ServerOptions, tls: Tls, take: RequestListener): Server {
  const server = createTlsServer({ ...options, ...tls.now() }, take);
  // Connections that are open keep the former certificate.
  tls.onChange(() => server.setSecureContext(tls.now()));
  return server;
}
