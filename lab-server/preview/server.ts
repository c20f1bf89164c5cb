import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createProxyServer } from 'httpxy';
import type { OpenStream } from '../host-maker/open-stream.ts';
import { isForUs } from '../http/origin.ts';
import { PreviewEnded, sayFailure } from './failure.ts';
import { addressRequest, askedFor, ours, pathOf, rewriteAnswer, tokenOfAsker } from './headers.ts';
import { type OpenPreview, Previews } from './previews.ts';
import { authorityOf, targetOf } from './target.ts';

/** How long in ms a web server may take to begin an answer. */
const PATIENCE = 60_000;

interface Parts {
  open: OpenStream;
  host: string;
  /** Taken when it is free; 0 takes any, and so does one that is taken unless `isFixed`. */
  port: number;
  isFixed?: boolean;
}

/**
 * Shows web pages of lab hosts, in an origin of their own: a port beside the lab server's. There they have cookies, storage and
 * WebSockets as anywhere, and reach nothing of the lab server's. To know a preview's token is to be allowed.
 */
export class PreviewServer {
  readonly previews: Previews;
  readonly #parts: Parts;
  readonly #server: Server;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.previews = new Previews(parts.open);
    this.#server = this.another();
  }

  /** A server that answers the same and listens nowhere yet. */
  another(): Server {
    const server = createServer((request, response) => this.#answer(request, response));
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket as Socket, head));
    return server;
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

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const asked = askedFor(request.url);
    const token = asked?.token ?? tokenOfAsker(request);
    const preview = token === undefined ? undefined : this.previews.find(token);
    const isWorker = request.headers['service-worker'] !== undefined;
    if (!preview || isWorker || !isForUs(request, this.#parts.host)) {
      sayFailure(request, response, new PreviewEnded());
    } else if (!asked || request.url === pathOf(asked.token, '')) {
      // What a page asks for from its root is in its own folder here, and so is that of what it gets.
      const location = asked ? `${request.url}/` : pathOf(preview.token, request.url);
      response.writeHead(307, { ...ours(request), location }).end();
    } else this.#pass(preview, asked.path, request, response);
  }

  #pass(preview: OpenPreview, path: string, request: IncomingMessage, response: ServerResponse): void {
    const mine = ours(request, preview.token);
    request.url = path;
    addressRequest(request, preview.to);
    const proxy = createProxyServer(optionsFor(preview));
    proxy.on('proxyRes', ({ headers }) =>
      rewriteAnswer(headers, mine, (location) => this.#follow(preview, path, location)),
    );
    proxy.web(request, response).catch((error) => sayFailure(request, response, error, preview.to));
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const asked = askedFor(request.url) ?? { token: tokenOfAsker(request) ?? '', path: request.url ?? '/' };
    const preview = this.previews.find(asked.token);
    if (!preview || !isForUs(request, this.#parts.host)) {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    request.url = asked.path;
    addressRequest(request, preview.to);
    createProxyServer(optionsFor(preview))
      .ws(request, socket, {}, head)
      .catch(() => socket.destroy());
  }

  /** Where an answer sends to, as a path here. */
  #follow({ learner, token, to }: OpenPreview, path: string, location: string): string | undefined {
    const url = URL.parse(location, `http://${authorityOf(to)}${path}`);
    if (url?.protocol !== 'http:') return undefined;
    if (url.host === authorityOf(to)) return pathOf(token, url.pathname + url.search + url.hash);
    try {
      const target = targetOf(url.href);
      return pathOf(this.previews.show(learner, target).token, target.path);
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
