import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { API, nameOf, pathOf } from '../../protocol/api/path.ts';
import { TerminalInfo } from '../../protocol/terminal.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { rawConnection, rawRequest } from '../testing/raw-http.ts';
import { until } from '../testing/terminal-client.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Whatever happened before, the server still answers, knows the learner, and has logged no failure. */
async function isWell(lab: Lab, learner: LearnerClient): Promise<void> {
  expect((await fetch(`${lab.url}${pathOf(api.meta.health)}`)).status).toBe(200);
  expect((await learner.fetch(pathOf(api.learner.me))).status).toBe(200);
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
    const response = await ada.fetch(pathOf(api.exercises.answer, { params: { id: 'word' } }), {
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
    const response = await ada.fetch(pathOf(api.exercises.answer, { params: { id: 'word' } }), {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status, type).toBe(415);
    await problemOf(response, 'wrong-media-type');
  }
  const packed = await ada.fetch(pathOf(api.exercises.answer, { params: { id: 'word' } }), {
    method: 'POST',
    headers: { ...JSON_TYPE, 'content-encoding': 'gzip' },
    body: gzipSync(body),
  });
  await problemOf(packed, 'wrong-media-type');
  const inLatin1 = await ada.fetch(pathOf(api.exercises.answer, { params: { id: 'word' } }), {
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
  for (const path of [
    pathOf(api.exercises.attempts, { params: { id: 'word' } }),
    pathOf(api.terminals.list),
    pathOf(api.learner.join),
  ]) {
    await problemOf(await ada.fetch(path, { method: 'POST' }), 'wrong-media-type');
    await problemOf(await ada.fetch(path, { method: 'POST', headers: JSON_TYPE }), 'invalid-fields');
  }
  await isWell(lab, ada);
});

test('a body of more than 64 KiB', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const path = pathOf(api.exercises.attempts, { params: { id: 'lines' } });
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
      [pathOf(api.exercises.attempts, { params: { id: 'word' } }), `{"answer":${deep}}`],
      [pathOf(api.exercises.attempts, { params: { id: 'word' } }), `{"answer":{"word":${deep}}}`],
      [pathOf(api.exercises.attempts, { params: { id: 'lines' } }), `{"answer":{"lines":${deep}}}`],
      [pathOf(api.exercises.attempts, { params: { id: 'lines' } }), `{"answer":{"lines":[${deep}]}}`],
      [pathOf(api.terminals.list), deep],
      [pathOf(api.terminals.list), `{"cols":${deep},"rows":5}`],
      [pathOf(api.learner.join), `{"name":${deep}}`],
    ] as const) {
      await problemOf(await ada.fetch(path, { method: 'POST', headers: JSON_TYPE, body }), 'invalid-fields');
    }
  }
  await isWell(lab, ada);
});

test('answers that do not fit the exercise are refused, and each wrong field is named', async () => {
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
    const response = await ada.post(pathOf(api.exercises.answer, { params: { id: exercise } }), body);
    const { errors, detail } = await problemOf(response, 'invalid-fields');
    expect(
      errors?.map(({ path }) => path),
      JSON.stringify(body),
    ).toEqual(paths);
    for (const { message } of errors ?? []) expect(detail).toContain(message);
    expect(await ada.get(pathOf(api.exercises.attempts, { params: { id: exercise } }), z.json())).toEqual({
      attempts: [],
    });
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
    await problemOf(await ada.post(pathOf(api.terminals.open), size), 'invalid-fields');
  }
  expect(await ada.get(pathOf(api.terminals.list), z.object({ terminals: z.array(TerminalInfo) }))).toEqual({
    terminals: [],
  });
  await isWell(lab, ada);
});

test('addresses that lead nowhere', async () => {
  const [exercises, terminals] = [pathOf(api.exercises.list), pathOf(api.terminals.list)];
  const lab = await startLab();
  const ada = await join(lab);
  for (const path of [API, `${API}/`, `${API}/nothing`, `${terminals}/x/y`, `${API}/ME/x`]) {
    await problemOf(await ada.fetch(path), 'not-found');
  }
  for (const path of [`${exercises}/%ZZ/attempts`, `${exercises}/%ff/attempts`, `${terminals}/%`]) {
    const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${ada.cookie}\r\nConnection: close\r\n\r\n`;
    await problemOf(await rawRequest(lab.url, request), 'malformed-request');
  }
  await problemOf(
    await ada.fetch(pathOf(api.terminals.end, { params: { id: 'AAAAAAAAAAAAAAAA' } }), { method: 'DELETE' }),
    'unknown-terminal',
  );
  await isWell(lab, ada);
});

test('methods that an address does not take are answered with those it takes', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  for (const [method, path, allow] of [
    ['GET', pathOf(api.learner.join), 'POST'],
    ['DELETE', pathOf(api.learner.me), 'GET, HEAD'],
    ['PUT', pathOf(api.exercises.attempts, { params: { id: 'word' } }), 'GET, HEAD, POST'],
    ['GET', pathOf(api.host.reset), 'POST'],
    ['PATCH', pathOf(api.terminals.list), 'GET, HEAD, POST'],
    ['OPTIONS', pathOf(api.terminals.list), 'GET, HEAD, POST'],
    ['POST', pathOf(api.terminals.window, { params: { id: 'AAAAAAAAAAAAAAAA' } }), 'GET, HEAD, DELETE'],
    ['POST', pathOf(api.meta.health), 'GET, HEAD'],
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
  for (const path of [
    pathOf(api.learner.me),
    pathOf(api.host.status),
    pathOf(api.exercises.list),
    pathOf(api.host.events),
    pathOf(api.meta.openapi),
  ]) {
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
    `${nameOf(api.learner.join)} HTTP/1.1\r\n${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
    `${nameOf(api.learner.join)} HTTP/1.1\r\n${host}\r\nContent-Length: -1\r\n\r\n`,
  ]) {
    const response = await rawRequest(lab.url, request);
    await problemOf(response, 'malformed-request');
  }
  const endless = `GET / HTTP/1.1\r\n${host}\r\nX: ${'x'.repeat(2 ** 20)}\r\n\r\n`;
  const response = await rawRequest(lab.url, endless);
  expect(response.headers.get('clear-site-data')).toBe('"cookies"');
  await problemOf(response, 'head-too-large');
  await isWell(lab, ada);
});

test('a client that hangs up in the middle of its body', async () => {
  const attempts = pathOf(api.exercises.answer, { params: { id: 'word' } });
  const lab = await startLab();
  const ada = await join(lab);
  const socket = await rawConnection(lab.url);
  const head = `POST ${attempts} HTTP/1.1\r\nHost: localhost\r\nCookie: ${ada.cookie}\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: 30\r\n\r\n{"answer":`);
  socket.resetAndDestroy();
  await until(() => lab.log.some((line) => 'aborted' in line));
  expect(await ada.get(pathOf(api.exercises.attempts, { params: { id: 'word' } }), z.json())).toEqual({
    attempts: [],
  });
  await isWell(lab, ada);
});
