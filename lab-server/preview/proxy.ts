import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { RequestHandler } from 'express';
import { createProxyServer } from 'httpxy';
import { isForUs } from '../http/origin.ts';
import { HttpProblem } from '../http/problem.ts';
import { refuse } from '../http/refuse.ts';
import { PreviewEnded, sayFailure } from './failure.ts';
import { addressRequest, headersOfOurs, PREFIX, rewriteAnswer, withinPreview } from './headers.ts';
import type { OpenPreview, Previews } from './previews.ts';
import { authorityOf, targetOf } from './target.ts';

/** How long in ms a web server may take to begin an answer. */
const PATIENCE = 60_000;

/** Hands requests on to the web servers of lab hosts. */
export class PreviewProxy {
  readonly #previews: Previews;

  readonly #listeningOn: string;

  constructor(previews: Previews, listeningOn: string) {
    this.#previews = previews;
    this.#listeningOn = listeningOn;
  }

  /**
   * For all requests, before anything else of the lab server's. To know the token is to be allowed; where a page is asked for by its
   * address here, it lies in the path, and where a shown page asks for /style.css, in the address of that page.
   */
  readonly handler: RequestHandler = (request, response, next) => {
    // Told by whoever comes next.
    if (!isForUs(request, this.#listeningOn)) return next();
    if (request.url.startsWith(PREFIX)) {
      this.#pass(request, response);
      return;
    }
    const from = withinPreview(request.headers.referer);
    if (!from || !this.#previews.find(from.token)) return next();
    sendTo(response, `${PREFIX}${from.token}${request.url}`);
  };

  /** Whether it takes a WebSocket; it has answered then. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (!request.url?.startsWith(PREFIX) || !isForUs(request, this.#listeningOn)) return false;
    const asked = withinPreview(request.url);
    const preview = asked && this.#previews.find(asked.token);
    socket.on('error', () => socket.destroy());
    if (!asked || !preview) {
      refuse(socket, ended());
      return true;
    }
    request.url = asked.path;
    addressRequest(request, preview.to);
    createProxyServer(optionsFor(preview))
      .ws(request, socket as Socket, {}, head)
      .catch(() => socket.destroy());
    return true;
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const asked = withinPreview(request.url);
    const preview = asked && this.#previews.find(asked.token);
    if (!asked || !preview) {
      sayFailure(request, response, new PreviewEnded());
      return;
    }
    if (isPreflight(request)) {
      const allowed = { 'access-control-allow-methods': '*', 'access-control-allow-headers': '*' };
      response.writeHead(204, { ...headersOfOurs, ...allowed }).end();
      return;
    }
    // So that its own files are looked for in its own folder.
    if (request.url === PREFIX + asked.token) {
      sendTo(response, `${request.url}/`);
      return;
    }
    request.url = asked.path;
    addressRequest(request, preview.to);
    const proxy = createProxyServer(optionsFor(preview));
    proxy.on('proxyRes', ({ headers }) =>
      rewriteAnswer(headers, (location) => this.#follow(preview, asked.path, location)),
    );
    proxy.web(request, response).catch((error) => sayFailure(request, response, error, preview.to));
  }

  /** Where an answer sends to, as an address of ours. */
  #follow({ learner, token, to }: OpenPreview, path: string, location: string): string | undefined {
    const url = URL.parse(location, `http://${authorityOf(to)}${path}`);
    if (url?.protocol !== 'http:') return undefined;
    if (url.host === authorityOf(to)) return PREFIX + token + url.pathname + url.search + url.hash;
    try {
      const target = targetOf(url.href);
      return PREFIX + this.#previews.show(learner, target).token + target.path;
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

function sendTo(response: ServerResponse, location: string): void {
  response.writeHead(307, { ...headersOfOurs, location }).end();
}

function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

const ended = () =>
  new HttpProblem('not-found', 'This preview has ended. Open the page again from the workbench.');
