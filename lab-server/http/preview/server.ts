import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createProxyServer } from 'httpxy';
import type { OpenStream } from '../../host-maker/open-stream.ts';
import { Arrivals } from '../arrival.ts';
import type { Held } from '../held.ts';
import { listener, type Tls } from '../listener.ts';
import { hostNameOf, isForUs } from '../origin.ts';
import { LARGEST_HEAD } from '../overfull.ts';
import { PreviewEnded, sayFailure } from './failure.ts';
import {
  addressRequest,
  askedFor,
  keepsInFrames,
  ours,
  pathOf,
  rewriteAnswer,
  tokenOfAsker,
} from './headers.ts';
import { type OpenPreview, Previews } from './previews.ts';
import { type PreviewPlace, placeFor } from './site.ts';
import { authorityOf, targetOf } from './target.ts';

/** The longest in ms that a web server may take to begin an answer. */
const PATIENCE = 60_000;

interface Parts {
  open: OpenStream;
  host: string;
  /** The port to listen on. 0 takes any free one, and so does a port in use unless `isFixed`. */
  port: number;
  isFixed?: boolean;
  /** The address at which browsers reach it, if it is not that port of the host name by which they reach the lab server. */
  url: URL | undefined;
  /** Addresses and networks of proxies that are believed. */
  proxies: readonly string[];
  /** Its certificate, if it speaks TLS. */
  tls: Tls | undefined;
  /** See `Held.hold`. */
  hold: Held['hold'];
}

/**
 * Shows web pages of lab hosts, in an origin of their own: a port beside the lab server's, and another host name where there is one. There
 * they have cookies, storage and WebSockets as anywhere, and reach nothing of the lab server. Whoever knows a preview's token may see it.
 */
export class PreviewServer {
  readonly previews: Previews;
  readonly #parts: Parts;
  readonly #server: Server;
  readonly #arrivals: Arrivals;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.previews = new Previews(parts);
    this.#arrivals = new Arrivals(parts);
    this.#server = this.another();
  }

  /** A server that answers in the same way and does not listen yet. */
  another(): Server {
    return listener({
      options: { maxHeaderSize: LARGEST_HEAD },
      arrivals: this.#arrivals,
      tls: this.#parts.tls,
      answer: (request, response) => this.#answer(request, response),
      upgrade: (request, socket, head) => this.#upgrade(request, socket as Socket, head),
    });
  }

  /** The port it listens on, once it does. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** @throws Error with code EADDRINUSE (and others of net.Server) */
  async listen(): Promise<void> {
    const { port, isFixed = false } = this.#parts;
    try {
      await this.#listen(port);
    } catch (error) {
      if (isFixed || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      await this.#listen(0);
    }
  }

  async close(): Promise<void> {
    this.previews.close();
    if (!this.#server.listening) return;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #listen(port: number): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, this.#parts.host, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
  }

  /** The site of previews for the browser that sent this request. */
  placeFor(request: IncomingMessage): PreviewPlace {
    return placeFor(request, { url: this.#parts.url, port: this.port });
  }

  /** The web server that a token stands for, if it is shown under the host name of the request. */
  #find(token: string | undefined, request: IncomingMessage): OpenPreview | undefined {
    const isForUsBy = hostNameOf(request) === this.#parts.url?.hostname || isForUs(request, this.#parts.host);
    const preview = token === undefined || !isForUsBy ? undefined : this.previews.find(token);
    return preview?.names.has(hostNameOf(request)) ? preview : undefined;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const asked = askedFor(request.url);
    const preview = this.#find(asked?.token ?? tokenOfAsker(request), request);
    const isWorker = request.headers['service-worker'] !== undefined;
    if (!preview || isWorker) {
      sayFailure(request, response, new PreviewEnded());
    } else if (!asked || request.url === pathOf(asked.token, '')) {
      // A path from the page's root lies in the page's own folder here, and so does one in anything the page loads.
      const location = asked ? `${request.url}/` : pathOf(preview.token, request.url);
      response.writeHead(307, { ...ours(request, preview), location }).end();
    } else this.#pass(preview, asked.path, request, response);
  }

  #pass(preview: OpenPreview, path: string, request: IncomingMessage, response: ServerResponse): void {
    const mine = ours(request, preview);
    const inFrames = keepsInFrames(request, preview);
    request.url = path;
    addressRequest(request, preview.to);
    const proxy = createProxyServer(optionsFor(preview));
    proxy.on('proxyRes', ({ headers }) =>
      rewriteAnswer(headers, mine, (location) => this.#follow(preview, path, location), inFrames),
    );
    proxy.web(request, response).catch((error) => sayFailure(request, response, error, preview.to));
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const asked = askedFor(request.url) ?? { token: tokenOfAsker(request), path: request.url ?? '/' };
    const preview = this.#find(asked.token, request);
    if (!preview) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    request.url = asked.path;
    preview.sockets.add(socket);
    socket.once('close', () => preview.sockets.delete(socket));
    addressRequest(request, preview.to);
    const proxy = createProxyServer(optionsFor(preview));
    // The answer to a WebSocket can set cookies too. These listeners come before those that pass the answer on.
    const mind = ({ headers }: IncomingMessage) =>
      rewriteAnswer(headers, {}, () => undefined, keepsInFrames(request, preview));
    proxy.on('proxyReqWs', (asking) => void asking.on('upgrade', mind).on('response', mind));
    proxy.ws(request, socket, {}, head).catch(() => socket.destroy());
  }

  /** The target of a redirect, as a path here. */
  #follow(preview: OpenPreview, path: string, location: string): string | undefined {
    const { token, to } = preview;
    const url = URL.parse(location, `http://${authorityOf(to)}${path}`);
    if (url?.protocol !== 'http:') return undefined;
    if (url.host === authorityOf(to)) return pathOf(token, url.pathname + url.search + url.hash);
    try {
      const target = targetOf(url.href);
      return pathOf(this.previews.showFrom(preview, target).token, target.path);
    } catch {
      return undefined;
    }
  }
}

const optionsFor = ({ to, agent }: OpenPreview) => ({
  target: `http://${authorityOf(to)}`,
  agent,
  proxyTimeout: PATIENCE,
});
