import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { nameOf, pathOf } from '../../protocol/api/path.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { rawRequest } from '../testing/raw-http.ts';

/** A request with headers that fetch would not let one set. */
function ask(learner: LearnerClient, method: string, path: string, headers: Record<string, string>) {
  const all = { cookie: learner.cookie, connection: 'close', 'content-length': '0', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return rawRequest(learner.lab.url, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
}

test('a request that changes something is refused when another site makes it', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const { host, port } = new URL(lab.url);
  const foreign = [
    'http://evil.example',
    `https://evil.example:${port}`,
    `http://127.0.0.1.evil.example:${port}`,
    `http://localhost:${port}`, // not the name it was asked by
    'http://127.0.0.1:1',
    'http://127.0.0.1',
    'null',
    '',
    host,
  ];
  for (const origin of foreign) {
    for (const [method, path] of [
      ['POST', pathOf(api.learner.join)],
      ['POST', pathOf(api.exercises.openHint, { params: { id: 'word' } })],
      ['POST', pathOf(api.host.reset)],
      ['DELETE', pathOf(api.terminals.window, { params: { id: 'AAAAAAAAAAAAAAAA' } })],
      ['PUT', '/anything'],
    ] as const) {
      const response = await ask(ada, method, path, { host, origin });
      expect(response.status, `${method} ${path} from ${origin}`).toBe(403);
      await problemOf(response, 'foreign-origin');
    }
  }
  expect(lab.hosts.status(ada.id)?.state).toBe('ready');
  expect(await (await ada.fetch(pathOf(api.exercises.list))).text()).not.toContain('read with cat');
});

test('its own pages may, and so may clients that are no browsers', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const { host, port } = new URL(lab.url);
  for (const headers of [
    { host, origin: `http://${host}` },
    { host },
    { host: `localhost:${port}`, origin: `http://localhost:${port}` },
    { host: `LOCALHOST:${port}`, origin: `http://localhost:${port}` },
    { host: `[::1]:${port}`, origin: `http://[::1]:${port}` },
    // Through ssh -L 9000:127.0.0.1:8080
    { host: 'localhost:9000', origin: 'http://localhost:9000' },
  ]) {
    const response = await ask(
      ada,
      'POST',
      pathOf(api.exercises.openHint, { params: { id: 'word' } }),
      headers,
    );
    expect(response.status, JSON.stringify(headers)).toBe(200);
  }
});

test('on loopback a foreign name that points there gets nothing (DNS rebinding)', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    '128.0.0.1',
    '',
    'local host',
    '@',
  ]) {
    for (const path of ['/', pathOf(api.learner.me), pathOf(api.meta.openapi)]) {
      const response = await ask(ada, 'GET', path, { host });
      expect(response.status, host).toBe(421);
      await problemOf(response, 'wrong-host');
    }
  }
});

test('a server that is open to the network answers to any name', async () => {
  const lab = await startLab({ host: '0.0.0.0' });
  const ada = await join({ ...lab, url: lab.url.replace('0.0.0.0', '127.0.0.1') });
  const response = await ask(ada, 'GET', pathOf(api.learner.me), { host: 'lab.school.example' });
  expect(response.status).toBe(200);
});

test('an offer of another protocol is ignored, and the request is answered as it is', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const upgrade = {
    host: 'localhost',
    connection: 'Upgrade, HTTP2-Settings, close',
    upgrade: 'h2c',
    'http2-settings': 'AAMAAABk',
  };
  expect((await ask(ada, 'GET', pathOf(api.learner.me), upgrade)).status).toBe(200);
});

test('pages run no scripts but ours, and answers of the API are not kept', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const response = await ada.fetch(pathOf(api.learner.me));
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const policy = (await ada.fetch('/')).headers.get('content-security-policy') ?? '';
  const directives = Object.fromEntries(policy.split(';').map((one) => one.split(/ (.*)/s).slice(0, 2)));
  expect(directives).toMatchObject({
    'default-src': "'self'",
    'script-src': "'self'",
    'frame-ancestors': "'none'",
  });
});

test('a client that comes through a proxy on this machine is not taken for somebody at the machine', async () => {
  const lab = await startLab({ host: '0.0.0.0' });
  const here = { ...lab, url: lab.url.replace('0.0.0.0', '127.0.0.1') };
  const { host, port } = new URL(here.url);
  const joinBy = (headers: Record<string, string>, version = '1.1') => {
    const body = JSON.stringify({ name: 'Eve' });
    const all = {
      host,
      'content-type': 'application/json',
      'content-length': String(body.length),
      connection: 'close',
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return rawRequest(
      here.url,
      `${nameOf(api.learner.join)} HTTP/${version}\r\n${lines.join('')}\r\n${body}`,
    );
  };
  for (const headers of [
    { 'X-Forwarded-For': '203.0.113.9' },
    { 'x-forwarded-host': 'lab.example' },
    { 'X-Forwarded-Proto': 'https' },
    { Forwarded: 'for=203.0.113.9' },
    { Via: '1.1 proxy' },
    { 'X-Real-IP': '203.0.113.9' },
    { host: 'lab.example' },
    { host: `192.0.2.7:${port}` },
    { referer: 'http://lab.example/' },
  ]) {
    const response = await joinBy(headers);
    expect(response.status, JSON.stringify(headers)).toBe(422);
    const metrics = await rawRequest(
      here.url,
      `GET /metrics HTTP/1.1\r\n${Object.entries({ host, connection: 'close', ...headers })
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    );
    expect(metrics.status, JSON.stringify(headers)).toBe(403);
  }
  // The request as nginx passes it on, with its own name for us.
  expect((await joinBy({}, '1.0')).status).toBe(422);
  expect((await joinBy({})).status).toBe(201);
  expect((await joinBy({ host: `localhost:9000`, origin: 'http://localhost:9000' })).status).toBe(201);
});
