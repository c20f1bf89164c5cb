import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { Preview } from '../../protocol/preview.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';

/** A web server of a container's, so to speak. Gives its port. */
async function serve(listener: RequestListener, address = '127.0.0.1'): Promise<number> {
  const server = createServer(listener);
  server.listen(0, address);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function shownAt(learner: LearnerClient, url: string): Promise<string> {
  const response = await learner.post('/api/preview', { url });
  expect(response.status, url).toBe(201);
  return Preview.parse(await response.json()).url;
}

/** As a page asks: it has no session there. */
const ask = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test('a page is shown as the host sees it, in an origin of its own', async () => {
  const asked: IncomingMessage[] = [];
  const port = await serve((request, response) => {
    asked.push(request);
    response.writeHead(200, {
      'content-type': 'text/html',
      'set-cookie': ['vethlab=stolen', 'own=1; Domain=example.org; Path=/deep; Secure; HttpOnly'],
      'x-frame-options': 'DENY',
      'content-security-policy': "frame-ancestors 'none'",
      'x-own': 'kept',
    });
    response.end(`<p>${request.url}</p>`);
  });
  const lab = await startLab();
  const ada = await join(lab);
  const url = await shownAt(ada, `http://127.0.0.1:${port}/a/b?c=d`);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/~[\w-]{22}\/a\/b\?c=d$/);
  expect(new URL(url).host).not.toBe(new URL(lab.url).host);
  const { origin } = new URL(url);
  const cookie = `${ada.cookie}; own=2; vethlab-preview=x`;
  const response = await ask(url, { headers: { cookie, origin, referer: `${url}/from` } });
  expect(await response.text()).toBe('<p>/a/b?c=d</p>');
  expect(asked[0]?.headers).toMatchObject({
    host: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    cookie: 'own=2',
  });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'x-own': 'kept',
    'content-security-policy': 'frame-ancestors http://127.0.0.1:*',
  });
  expect(response.headers.has('x-frame-options')).toBe(false);
  expect(response.headers.getSetCookie()).toEqual([
    'own=1; HttpOnly; Path=/',
    expect.stringMatching(/^vethlab-preview=[\w-]{22}; Path=\/; HttpOnly; SameSite=Strict$/),
  ]);
  // The same server has the same place, so that its links lead there.
  expect(await shownAt(ada, `127.0.0.1:${port}`)).toBe(url.replace('a/b?c=d', ''));
  // Our own pages may frame it, and nothing else.
  expect((await fetch(`${lab.url}/`)).headers.get('content-security-policy')).toContain(
    `frame-src ${origin};`,
  );
});

test('IPv6, with brackets and without', async () => {
  const port = await serve((_request, response) => response.end('six'), '::1');
  const lab = await startLab();
  const ada = await join(lab);
  const url = await shownAt(ada, `http://[::1]:${port}/`);
  expect(await (await ask(url)).text()).toBe('six');
  expect(await shownAt(ada, '::1')).toMatch(/^http:/);
});

test('what a page asks for from its root, and where it is sent, stays within it', async () => {
  const port = await serve(async (request, response) => {
    if (request.url === '/login') {
      const target = (await bodyOf(request)) === 'name=ada' ? '/welcome' : '/refused';
      response.writeHead(303, { location: target }).end();
    } else if (request.url === '/there') {
      response.writeHead(302, { location: `http://127.0.0.1:${port}/here?x#y` }).end();
    } else response.end(request.url);
  });
  const other = await serve((_request, response) =>
    response.writeHead(301, { location: `http://127.0.0.1:${port}/back` }).end(),
  );
  const lab = await startLab();
  const ada = await join(lab);
  const url = await shownAt(ada, `http://127.0.0.1:${port}/`);
  const { origin, pathname } = new URL(url);
  const referer = { referer: `${url}deep/page.html` };
  const location = async (from: string, init: RequestInit = {}) => {
    const response = await ask(new URL(from, origin).href, init);
    expect([301, 302, 303, 307], from).toContain(response.status);
    return response.headers.get('location');
  };
  expect(await location('/style.css?v=1', { headers: referer })).toBe(`${pathname}style.css?v=1`);
  expect(await location('/', { headers: referer })).toBe(pathname);
  const post = { method: 'POST', body: 'name=ada', headers: { ...referer, origin } };
  expect(await location('/login', post)).toBe(`${pathname}login`);
  expect(await location(`${pathname}login`, post)).toBe(`${pathname}welcome`);
  expect(await location(`${pathname}there`)).toBe(`${pathname}here?x#y`);
  expect(await location(pathname.slice(0, -1))).toBe(pathname);
  // Without an address, as after history.pushState: the page that was shown last.
  const [last = ''] = (await ask(url)).headers.getSetCookie();
  expect(await location('/route', { headers: { cookie: last.split(';')[0] ?? '' } })).toBe(
    `${pathname}route`,
  );
  expect((await ask(`${origin}/route`)).status).toBe(404);
  // Another server of the same host's gets a place of its own.
  expect(await location(await shownAt(ada, `http://127.0.0.1:${other}/`))).toBe(`${pathname}back`);
});

test('a script that would stay after its page is refused', async () => {
  const port = await serve((_request, response) => response.end('self.skipWaiting()'));
  const url = await shownAt(await join(await startLab()), `http://127.0.0.1:${port}/worker.js`);
  expect((await ask(url)).status).toBe(200);
  expect((await ask(url, { headers: { 'service-worker': 'script' } })).status).toBe(404);
});

test('compressed, long and half-sent answers go through as they are', async () => {
  const long = Buffer.alloc(8 * 2 ** 20, 'veth ');
  const port = await serve((request, response) => {
    if (request.url === '/zipped') {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('zipped'));
    } else if (request.url === '/long') response.end(long);
    else if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n');
    } else {
      response.writeHead(200, { 'content-length': 100 }).write('cut');
      setTimeout(() => response.destroy(), 50);
    }
  });
  const lab = await startLab();
  const url = await shownAt(await join(lab), `http://127.0.0.1:${port}/`);
  expect(await (await ask(`${url}zipped`)).text()).toBe('zipped');
  expect(long.equals(Buffer.from(await (await ask(`${url}long`)).arrayBuffer()))).toBe(true);
  const events = (await ask(`${url}events`)).body?.getReader();
  expect(Buffer.from((await events?.read())?.value ?? []).toString()).toBe('data: 1\n\n');
  await events?.cancel();
  await expect(ask(`${url}cut`).then((answer) => answer.text())).rejects.toThrow();
});

test('WebSockets pass', async () => {
  const asked: IncomingMessage[] = [];
  const server = createServer();
  const sockets = new WebSocketServer({ server, path: '/live' });
  sockets.on('connection', (socket, request) => {
    asked.push(request);
    socket.on('message', (data) => socket.send(`heard ${data}`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const lab = await startLab();
  const url = await shownAt(await join(lab), `http://127.0.0.1:${port}/`);
  const socket = new WebSocket(`${url.replace('http', 'ws')}live`, { origin: new URL(url).origin });
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  socket.send('you');
  expect(String((await once(socket, 'message'))[0])).toBe('heard you');
  expect(asked[0]?.headers).toMatchObject({ host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` });
  const unknown = new WebSocket(`${new URL(url).origin.replace('http', 'ws')}/~${'x'.repeat(22)}/live`);
  const [, refusal] = await once(unknown, 'unexpected-response');
  expect(refusal.statusCode).toBe(404);
});

test('where nothing answers, a page says so', async () => {
  const silent = createTcpServer((socket) => socket.end());
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  onTestFinished(() => void silent.close());
  const closed = await serve(() => {});
  const lab = await startLab();
  const ada = await join(lab);
  const nobody = await shownAt(ada, 'http://127.0.0.1:1/');
  const refused = await ask(nobody);
  expect(refused.status).toBe(502);
  expect(await refused.text()).toMatch(/<html lang="en">[\s\S]*Nothing listens at 127\.0\.0\.1:1:/);
  const german = await ask(nobody, { headers: { 'accept-language': 'fr,de-CH;q=0.8,en;q=0.5' } });
  expect(await german.text()).toMatch(/<html lang="de">[\s\S]*lauscht niemand/);
  const { port } = silent.address() as AddressInfo;
  const mute = await ask(await shownAt(ada, `http://127.0.0.1:${port}/`));
  expect(await mute.text()).toMatch(/closed the connection without an answer/);
  expect((await ask(new URL(`/~${'x'.repeat(22)}/`, nobody).href)).status).toBe(404);
  lab.hosts.setStatus(ada.id, { state: 'failed' });
  expect((await ask(nobody)).status).toBe(503);
  expect(closed).toBeGreaterThan(0);
});

test('what is no address of a page is refused with the way out', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const [url, detail] of [
    ['https://192.0.2.1/', /over http/],
    ['file:///etc/passwd', /over http/],
    ['http://web/', /not looked up/],
    ['', /One looks like/],
    ['http://[fe80::1%25eth0]/', /One looks like/],
  ] as const) {
    const problem = await problemOf(await ada.post('/api/preview', { url }), 'invalid-fields');
    expect(problem.detail, url).toMatch(detail);
  }
  expect((await fetch(`${lab.url}/api/preview`, { method: 'POST' })).status).toBe(401);
});

test('one learner shows so many servers at a time, and those used least go first', async () => {
  const port = await serve((_request, response) => response.end('there'));
  const lab = await startLab();
  const [ada, eve] = [await join(lab, 'Ada'), await join(lab, 'Eve')];
  const eves = await shownAt(eve, `http://127.0.0.1:${port}/`);
  const first = await shownAt(ada, `http://127.0.0.1:${port}/`);
  const second = await shownAt(ada, 'http://127.0.0.1:1/');
  for (let i = 2; i < 12; i++) await shownAt(ada, `http://127.0.0.1:${i}/`);
  expect((await ask(first)).status).toBe(200);
  await shownAt(ada, 'http://127.0.0.1:20/');
  expect((await ask(first)).status).toBe(200);
  expect((await ask(second)).status).toBe(404);
  expect((await ask(eves)).status).toBe(200);
});

test('connections end when the host goes', async () => {
  const ended: Promise<unknown>[] = [];
  const port = await serve((request, response) => {
    ended.push(once(request.socket, 'close'));
    response.writeHead(200).write('and so on');
  });
  const lab = await startLab();
  const ada = await join(lab);
  const response = await ask(await shownAt(ada, `http://127.0.0.1:${port}/`));
  const rest = response.text();
  lab.hosts.setStatus(ada.id, { state: 'resetting' });
  await expect(rest).rejects.toThrow();
  await ended[0];
});
