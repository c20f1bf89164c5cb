import { expect, test } from 'vitest';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { rawRequest } from '../testing/raw-http.ts';

/** A request with headers that fetch would not let one set. */
function ask(learner: LearnerClient, method: string, path: string, headers: Record<string, string>) {
  const all = { cookie: learner.cookie, connection: 'close', 'content-length': '0', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return rawRequest(learner.lab.url, `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
}

test('what changes something is refused when another site asks for it', async () => {
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
      ['POST', '/api/join'],
      ['POST', '/api/exercises/word/hints'],
      ['POST', '/api/host/reset'],
      ['DELETE', '/api/terminals/AAAAAAAAAAAAAAAA'],
      ['PUT', '/anything'],
    ] as const) {
      const response = await ask(ada, method, path, { host, origin });
      expect(response.status, `${method} ${path} from ${origin}`).toBe(403);
      await problemOf(response, 'foreign-origin');
    }
  }
  expect(lab.hosts.status(ada.id)?.state).toBe('ready');
  expect(await (await ada.fetch('/api/exercises')).text()).not.toContain('read with cat');
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
    const response = await ask(ada, 'POST', '/api/exercises/word/hints', headers);
    expect(response.status, JSON.stringify(headers)).toBe(200);
  }
});

test('on loopback a name that somebody made to point there gets nothing (DNS rebinding)', async () => {
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
    for (const path of ['/', '/api/me', '/api/openapi.json']) {
      const response = await ask(ada, 'GET', path, { host });
      expect(response.status, host).toBe(421);
      await problemOf(response, 'wrong-host');
    }
  }
});

test('a server for others answers to whatever name it has', async () => {
  const lab = await startLab({ host: '0.0.0.0' });
  const ada = await join({ ...lab, url: lab.url.replace('0.0.0.0', '127.0.0.1') });
  const response = await ask(ada, 'GET', '/api/me', { host: 'lab.school.example' });
  expect(response.status).toBe(200);
});

test('an offer of another protocol is passed over, and the request answered as it is', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const upgrade = {
    host: 'localhost',
    connection: 'Upgrade, HTTP2-Settings, close',
    upgrade: 'h2c',
    'http2-settings': 'AAMAAABk',
  };
  expect((await ask(ada, 'GET', '/api/me', upgrade)).status).toBe(200);
});

test('pages run no scripts but ours, and answers of the API are not kept', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const response = await ada.fetch('/api/me');
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
