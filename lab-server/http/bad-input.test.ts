import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { TerminalInfo } from '../../protocol/terminal.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { rawConnection, rawRequest } from '../testing/raw-http.ts';
import { until } from '../testing/terminal-client.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Whatever happened before: the server answers, knows the learner, and failed at nothing. */
async function isWell(lab: Lab, learner: LearnerClient): Promise<void> {
  expect((await fetch(`${lab.url}/api/health`)).status).toBe(200);
  expect((await learner.fetch('/api/me')).status).toBe(200);
  expect(lab.log.filter(({ level }) => level >= 40)).toEqual([]);
}

test('a body that is not JSON', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const texts = [
    '{',
    '{"answer":',
    'answer=veth',
    "{'answer': 1}",
    '\u0000',
    '{"answer":1}}',
    '{"answer":NaN}',
    '\xff',
  ];
  for (const body of texts) {
    const response = await ada.fetch('/api/exercises/word/attempts', {
      method: 'POST',
      headers: JSON_TYPE,
      body,
    });
    expect(response.status, body).toBe(400);
    expect((await problemOf(response, 'malformed-request')).detail).toMatch(/not valid JSON/);
  }
  await isWell(lab, ada);
});

test('a body of another type', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const body = '{"answer":{"word":"veth"}}';
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'nonsense',
    '',
  ]) {
    const response = await ada.fetch('/api/exercises/word/attempts', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status, type).toBe(415);
    await problemOf(response, 'wrong-media-type');
  }
  const packed = await ada.fetch('/api/exercises/word/attempts', {
    method: 'POST',
    headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
    body: gzipSync(body),
  });
  await problemOf(packed, 'wrong-media-type');
  const inLatin1 = await ada.fetch('/api/exercises/word/attempts', {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=latin1' },
    body,
  });
  await problemOf(inLatin1, 'wrong-media-type');
  await isWell(lab, ada);
});

test('no body at all', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const path of ['/api/exercises/word/attempts', '/api/terminals', '/api/join']) {
    await problemOf(await ada.fetch(path, { method: 'POST' }), 'wrong-media-type');
    await problemOf(await ada.fetch(path, { method: 'POST', headers: JSON_TYPE }), 'invalid-fields');
  }
  await isWell(lab, ada);
});

test('a body of more than 64 KiB', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const path = '/api/exercises/lines/attempts';
  const sized = (bytes: number) =>
    JSON.stringify({ answer: '' }).replace('""', `"${'x'.repeat(bytes - 13)}"`);
  expect(sized(65_536)).toHaveLength(65_536);
  const post = (body: BodyInit) =>
    ada.fetch(path, { method: 'POST', headers: JSON_TYPE, body, duplex: 'half' } as RequestInit);
  await problemOf(await post(sized(65_536)), 'invalid-fields');
  expect((await problemOf(await post(sized(65_537)), 'too-large')).detail).toContain('64 KiB');
  await problemOf(await post(sized(5_000_000)), 'too-large');
  // Without a Content-Length the server finds out as it reads.
  await problemOf(await post(new Blob([sized(200_000)]).stream()), 'too-large');
  await isWell(lab, ada);
});

test('JSON nested as deep as 64 KiB can be', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const array = '['.repeat(32_000) + ']'.repeat(32_000);
  const object = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  for (const deep of [array, object]) {
    for (const [path, body] of [
      ['/api/exercises/word/attempts', `{"answer":${deep}}`],
      ['/api/exercises/word/attempts', `{"answer":{"word":${deep}}}`],
      ['/api/exercises/lines/attempts', `{"answer":{"lines":${deep}}}`],
      ['/api/exercises/lines/attempts', `{"answer":{"lines":[${deep}]}}`],
      ['/api/terminals', deep],
      ['/api/terminals', `{"cols":${deep},"rows":5}`],
      ['/api/join', `{"name":${deep}}`],
    ] as const) {
      await problemOf(await ada.fetch(path, { method: 'POST', headers: JSON_TYPE, body }), 'invalid-fields');
    }
  }
  await isWell(lab, ada);
});

test('answers that are not what the exercise asks for name each wrong field', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const [exercise, body, paths] of [
    ['word', {}, ['/answer']],
    ['word', { answer: null }, ['/answer']],
    ['word', { answer: 'veth' }, ['/answer']],
    ['word', { answer: ['veth'] }, ['/answer']],
    ['word', { answer: {} }, ['/answer/word']],
    ['word', { answer: { word: 7 } }, ['/answer/word']],
    ['word', { answer: { word: 'x'.repeat(101) } }, ['/answer/word']],
    ['word', { answer: { word: 'veth', score: 1 } }, ['/answer']],
    ['word', { answer: { word: 'veth' }, points: 100 }, ['']],
    ['word', JSON.parse('{"answer":{"word":"veth","__proto__":{"word":"veth"}}}'), ['/answer']],
    ['lines', { answer: { lines: ['lo', 5, null] } }, ['/answer/lines/1', '/answer/lines/2']],
  ] as const) {
    const response = await ada.post(`/api/exercises/${exercise}/attempts`, body);
    const { errors, detail } = await problemOf(response, 'invalid-fields');
    expect(
      errors?.map(({ path }) => path),
      JSON.stringify(body),
    ).toEqual(paths);
    for (const { message } of errors ?? []) expect(detail).toContain(message);
    expect(await ada.get(`/api/exercises/${exercise}/attempts`, z.json())).toEqual({ attempts: [] });
  }
  await isWell(lab, ada);
});

test('terminals of impossible sizes', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const size of [
    { cols: 0, rows: 24 },
    { cols: 80, rows: 0 },
    { cols: -1, rows: -1 },
    { cols: 1e9, rows: 24 },
    { cols: 80.5, rows: 24 },
    { cols: '80', rows: '24' },
    { cols: 80 },
    { cols: 80, rows: 24, shell: '/bin/sh' },
  ]) {
    await problemOf(await ada.post('/api/terminals', size), 'invalid-fields');
  }
  expect(await ada.get('/api/terminals', z.object({ terminals: z.array(TerminalInfo) }))).toEqual({
    terminals: [],
  });
  await isWell(lab, ada);
});

test('addresses that lead nowhere', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const path of ['/api', '/api/', '/api/nothing', '/api/terminals/x/y', '/api/ME/x']) {
    await problemOf(await ada.fetch(path), 'not-found');
  }
  for (const path of ['/api/exercises/%ZZ/attempts', '/api/exercises/%ff/attempts', '/api/terminals/%']) {
    const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${ada.cookie}\r\nConnection: close\r\n\r\n`;
    await problemOf(await rawRequest(lab.url, request), 'malformed-request');
  }
  await problemOf(
    await ada.fetch('/api/terminals/AAAAAAAAAAAAAAAA', { method: 'DELETE' }),
    'unknown-terminal',
  );
  await isWell(lab, ada);
});

test('methods an address does not take, with those it takes', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const [method, path, allow] of [
    ['GET', '/api/join', 'POST'],
    ['DELETE', '/api/me', 'GET, HEAD'],
    ['PUT', '/api/exercises/word/attempts', 'GET, HEAD, POST'],
    ['GET', '/api/host/reset', 'POST'],
    ['PATCH', '/api/terminals', 'GET, HEAD, POST'],
    ['OPTIONS', '/api/terminals', 'GET, HEAD, POST'],
    ['POST', '/api/terminals/AAAAAAAAAAAAAAAA', 'GET, HEAD, DELETE'],
    ['POST', '/api/health', 'GET, HEAD'],
  ] as const) {
    const response = await ada.fetch(path, { method });
    expect(response.status, `${method} ${path}`).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
    await problemOf(response, 'method-not-allowed');
  }
  const page = await ada.fetch('/', { method: 'POST' });
  expect(page.headers.get('allow')).toBe('GET, HEAD');
  await problemOf(page, 'method-not-allowed');
  await isWell(lab, ada);
});

test('HEAD says what GET would, without a body', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const path of ['/api/me', '/api/host', '/api/exercises', '/api/events', '/api/openapi.json']) {
    const response = await ada.fetch(path, { method: 'HEAD' });
    expect(response.status, path).toBe(200);
    expect(await response.text()).toBe('');
  }
});

test('bytes that are not HTTP', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const host = 'Host: localhost';
  for (const request of [
    'nonsense\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    `GET / HTTP/9.9\r\n${host}\r\n\r\n`,
    `GET / HTTP/1.1\r\n${host}\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    `POST /api/join HTTP/1.1\r\n${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
    `POST /api/join HTTP/1.1\r\n${host}\r\nContent-Length: -1\r\n\r\n`,
  ]) {
    const response = await rawRequest(lab.url, request);
    await problemOf(response, 'malformed-request');
  }
  await isWell(lab, ada);
});

test('a client that hangs up in the middle of its body', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const socket = await rawConnection(lab.url);
  const head = `POST /api/exercises/word/attempts HTTP/1.1\r\nHost: localhost\r\nCookie: ${ada.cookie}\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 30\r\n\r\n{"answer":`);
  socket.resetAndDestroy();
  await until(() => lab.log.some((line) => 'aborted' in line));
  expect(await ada.get('/api/exercises/word/attempts', z.json())).toEqual({ attempts: [] });
  await isWell(lab, ada);
});
