import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { createProxyServer } from 'httpxy';
import { API } from '../../protocol/api/path.ts';

/**
 * One address for two servers: the lab server's API, and pages. Astro's own proxy comes after its rule that every address ends with a slash,
 * and addresses of an API don't.
 */
export function front({ api, pages }: { api: string; pages: string }): Server {
  const proxy = createProxyServer({});
  const targetOf = (url = '/') => ({ target: url.startsWith(`${API}/`) ? api : pages });
  const server = createServer((request, response) => {
    proxy.web(request, response, targetOf(request.url)).catch(() => {
      if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' });
      response.end('The preview is starting; load this page again in a moment.\n');
    });
  });
  return server.on('upgrade', (request, socket, head) => {
    proxy.ws(request, socket as Socket, targetOf(request.url), head).catch(() => socket.destroy());
  });
}
