import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import * as api from '../../../protocol/api/index.ts';
import { nameOf, pathOf } from '../../../protocol/api/path.ts';
import { Preview } from '../../../protocol/preview.ts';
import { signIn } from '../../testing/desk-client.ts';
import { startLab } from '../../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../../testing/learner-client.ts';
import { rawRequest } from '../../testing/raw-http.ts';

/** A web server that stands for one in a container. Returns its port. */
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
  const response = await learner.post(pathOf(api.preview.show), { url });
  expect(response.status, url).toBe(201);
  return Preview.parse(await response.json()).url;
}

/** Asks as a page does, without a session there. */
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
      'set-cookie': [
        'vethlab-learner=stolen; Path=/',
        '  VETHLAB-desk = stolen',
        '=vethlab-desk=nameless',
        '"vethlab-desk"=quoted',
        '__Host-vethlab-desk=stolen; Secure; Path=/',
        '__Secure-vethlab-learner=stolen; Secure',
        'own=1; Domain=example.org; Path=/deep; Secure; HttpOnly; SameSite=Lax',
      ],
      'x-frame-options': 'DENY',
      'content-security-policy': "frame-ancestors 'none'",
      'x-own': 'kept',
    });
    response.end(`<p>${request.url}</p>`);
  });
  const lab = await startLab();
  const ada = await join(lab);
  const url = await shownAt(ada, `http://127.0.0.1:${port}/a/b?c=d`);
  expect(url).toMatch(/^http:\/\/localhost:\d+\/~[\w-]{22}\/a\/b\?c=d$/);
  expect(new URL(url).host).not.toBe(new URL(lab.url).host);
  const { origin } = new URL(url);
  const desk = await signIn(lab);
  const odd = `Vethlab-Desk=x;vethlab-desk =x;   vethlab-desk=x;"vethlab-desk"=x; q="a; vethlab-desk=b"`;
  const cookie = `${ada.cookie}; ${desk.cookie}; own=2; vethlab-preview=x; __Host-${desk.cookie}; ${odd}`;
  const sent = { cookie, 'vethlab-key': 'secret', origin, referer: `${url}/from` };
  const response = await ask(url, { headers: sent });
  expect(await response.text()).toBe('<p>/a/b?c=d</p>');
  expect(asked[0]?.headers).toMatchObject({
    host: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    cookie: 'own=2; q="a',
  });
  expect(JSON.stringify(asked[0]?.rawHeaders)).not.toMatch(/vethlab/i);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'x-own': 'kept',
    'content-security-policy': `frame-ancestors ${lab.url}`,
  });
  expect(response.headers.has('x-frame-options')).toBe(false);
  expect(response.headers.getSetCookie()).toEqual([
    // A frame of another site has cookies of its own, which are marked as such.
    'own=1; HttpOnly; Path=/; Secure; SameSite=None; Partitioned',
    expect.stringMatching(
      /^vethlab-preview=[\w-]{22}; Path=\/; HttpOnly; Secure; SameSite=None; Partitioned$/,
    ),
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

test('requests from a page to its root, and redirects, stay within its web server', async () => {
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
  // Without an address, as after history.pushState, the page that was shown last is meant.
  const [last = ''] = (await ask(url)).headers.getSetCookie();
  expect(await location('/route', { headers: { cookie: last.split(';')[0] ?? '' } })).toBe(
    `${pathname}route`,
  );
  expect((await ask(`${origin}/route`)).status).toBe(404);
  // Another server of the same host gets a place of its own.
  expect(await location(await shownAt(ada, `http://127.0.0.1:${other}/`))).toBe(`${pathname}back`);
});

test('a browser that another page filled with cookies is shown a page all the same', async () => {
  const port = await serve((request, response) => response.end(`cookies: ${request.headers.cookie}`));
  const url = await shownAt(await join(await startLab()), `http://127.0.0.1:${port}/`);
  const filled = (count: number) =>
    Array.from({ length: count }, (_, i) => `p${i}=${'x'.repeat(1000)}`).join('; ');
  expect(await (await ask(url, { headers: { cookie: filled(2) } })).text()).toContain('p1=x');
  expect(await (await ask(url, { headers: { cookie: filled(500) } })).text()).toBe('cookies: undefined');
});

test('a script that would outlive its page is refused', async () => {
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
  const sockets = new WebSocketServer({ noServer: true });
  const planted = ['vethlab-desk=stolen; Path=/', 'own=1'].map((one) => `Set-Cookie: ${one}`);
  sockets.on('headers', (headers) => headers.push(...planted));
  server.on('upgrade', (request, raw, head) => {
    if (request.url === '/live')
      sockets.handleUpgrade(request, raw, head, (one) => sockets.emit('connection', one, request));
    else raw.end(`HTTP/1.1 403 No\r\n${planted.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`);
  });
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
  const headers = { cookie: 'vethlab-desk=secret; own=2; VETHLAB-learner=secret' };
  const socket = new WebSocket(`${url.replace('http', 'ws')}live`, { origin: new URL(url).origin, headers });
  onTestFinished(() => socket.terminate());
  const upgraded = once(socket, 'upgrade');
  await once(socket, 'open');
  // Our cookies go neither to it nor come from it, as with pages.
  const [answer] = (await upgraded) as [IncomingMessage];
  expect(answer.headers['set-cookie']).toEqual(['own=1; Path=/; Secure; SameSite=None; Partitioned']);
  expect(asked[0]?.headers.cookie).toBe('own=2');
  socket.send('you');
  expect(String((await once(socket, 'message'))[0])).toBe('heard you');
  expect(asked[0]?.headers).toMatchObject({ host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}` });
  // A WebSocket that the web server refuses is answered as a page is.
  const refused = new WebSocket(`${url.replace('http', 'ws')}refused`);
  const [, said] = (await once(refused, 'unexpected-response')) as [unknown, IncomingMessage];
  expect(said.headers['set-cookie']).toEqual(['own=1; Path=/; Secure; SameSite=None; Partitioned']);
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

test('a text that is no address of a page is refused with the way out', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const [url, detail] of [
    ['https://192.0.2.1/', /over http/],
    ['file:///etc/passwd', /over http/],
    ['http://web/', /not looked up/],
    ['', /One looks like/],
    ['http://[fe80::1%25eth0]/', /One looks like/],
  ] as const) {
    const problem = await problemOf(await ada.post(pathOf(api.preview.show), { url }), 'invalid-fields');
    expect(problem.detail, url).toMatch(detail);
  }
  expect((await fetch(`${lab.url}${pathOf(api.preview.show)}`, { method: 'POST' })).status).toBe(401);
});

test('a learner can show so many servers at a time, and the one used least lately is closed first', async () => {
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

/** The preview's address for a browser that has our own pages under this name. */
async function shownBy(learner: LearnerClient, name: string, url: string): Promise<string> {
  const { port } = new URL(learner.lab.url);
  const body = JSON.stringify({ url });
  const answer = await rawRequest(
    learner.lab.url,
    `${nameOf(api.preview.show)} HTTP/1.1\r\nHost: ${name}:${port}\r\nCookie: ${learner.cookie}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
  return Preview.parse(await answer.json()).url;
}

test('on this machine a page belongs to another site than ours, and is shown under that name only', async () => {
  const port = await serve((_request, response) => response.end('there'));
  const lab = await startLab();
  const ada = await join(lab);
  const page = `http://127.0.0.1:${port}/`;
  const [byAddress, byName] = [
    await shownBy(ada, '127.0.0.1', page),
    await shownBy(await join(lab), 'localhost', page),
  ];
  expect(new URL(byAddress).hostname).toBe('localhost');
  expect(new URL(byName).hostname).toBe('127.0.0.1');
  for (const [url, other] of [
    [byAddress, '127.0.0.1'],
    [byName, 'localhost'],
  ] as const) {
    expect(await (await ask(url)).text()).toBe('there');
    const { hostname, pathname, port: at } = new URL(url);
    // A link to the page under the name of our own pages leads nowhere.
    expect((await ask(`http://${other}:${at}${pathname}`)).status, `${hostname} as ${other}`).toBe(404);
  }
});

test('with an address of its own it is shown there only, framed by the page that showed it', async () => {
  const port = await serve((_request, response) =>
    response.writeHead(200, { 'set-cookie': 'own=1; SameSite=Lax' }).end('there'),
  );
  const lab = await startLab({ host: '0.0.0.0', previewUrl: new URL('https://pages.example') });
  const url = lab.url.replace('0.0.0.0', '127.0.0.1');
  const ada = await join({ ...lab, url });
  const shown = new URL(await shownBy(ada, 'lab.example', `http://127.0.0.1:${port}/`));
  expect(shown.origin).toBe('https://pages.example');
  const policy = (await fetch(`${url}/`)).headers.get('content-security-policy');
  expect(policy).toContain('frame-src https://pages.example;');
  const asked = (host: string) =>
    rawRequest(
      `http://127.0.0.1:${lab.previewPort()}`,
      `GET ${shown.pathname} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n`,
    );
  const there = await asked('pages.example');
  expect(there.status).toBe(200);
  expect(there.headers.get('content-security-policy')).toBe(
    `frame-ancestors http://lab.example:${new URL(url).port}`,
  );
  for (const host of ['lab.example', '127.0.0.1', 'localhost']) expect((await asked(host)).status).toBe(404);
});
