import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { ClientOptions } from 'ws';
import WebSocket from 'ws';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { MOST_SOCKETS } from '../terminals/windows.ts';
import { startLab } from '../testing/lab.ts';
import { join, problemOf } from '../testing/learner-client.ts';
import { rawConnection, rawRequest } from '../testing/raw-http.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';

/** The answer to a WebSocket that is refused. */
async function refusal(url: string, options: ClientOptions = {}): Promise<Response> {
  const socket = new WebSocket(url.replace('http', 'ws'), options);
  const [, message] = await once(socket, 'unexpected-response');
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return new Response(Buffer.concat(chunks), { status: message.statusCode, headers: message.headers });
}

test('a WebSocket of another site is refused', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const url = `${lab.url}${pathOf(api.terminals.window, { params: { id } })}`;
  for (const origin of [
    'http://evil.example',
    'null',
    lab.url.replace('127.0.0.1', 'localhost'),
    'file://',
  ]) {
    await problemOf(await refusal(url, { origin, headers: { cookie: ada.cookie } }), 'foreign-origin');
  }
  await new TerminalClient(ada, id, { origin: lab.url }).shows('prompt> ');
});

test('a WebSocket by a foreign name that points here is refused', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const url = `${lab.url}${pathOf(api.terminals.window, { params: { id: await ada.openTerminal() } })}`;
  const headers = { cookie: ada.cookie, host: 'evil.example', origin: 'http://evil.example' };
  await problemOf(await refusal(url, { headers }), 'wrong-host');
});

test('a WebSocket of a visitor who has not joined is refused', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const url = `${lab.url}${pathOf(api.terminals.window, { params: { id: await ada.openTerminal() } })}`;
  await problemOf(await refusal(url), 'not-joined');
  await problemOf(await refusal(url, { headers: { cookie: `${ada.cookie}x` } }), 'not-joined');
});

test('a WebSocket at any other address, or from an impossible place in the output, is refused', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const headers = { cookie: ada.cookie };
  for (const path of [
    '/',
    pathOf(api.terminals.list),
    pathOf(api.terminals.window, { params: { id: 'short' } }),
    pathOf(api.learner.me),
    `${pathOf(api.terminals.list)}/%2e%2e%2f%2e%2e`,
  ]) {
    await problemOf(await refusal(lab.url + path, { headers }), 'not-found');
  }
  const id = await ada.openTerminal();
  for (const from of ['-1', '1.5', 'all', 'NaN', '1e99', '9007199254740993']) {
    const response = await refusal(
      `${lab.url}${pathOf(api.terminals.window, { params: { id }, query: { from } })}`,
      { headers },
    );
    await problemOf(response, 'malformed-request');
  }
});

test('an upgrade that is no proper WebSocket gets a problem', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const ask = (target: string, ...more: string[]) =>
    rawRequest(
      lab.url,
      [
        `GET ${target} HTTP/1.1`,
        'Host: localhost',
        `Cookie: ${ada.cookie}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        ...more,
        '',
        '',
      ].join('\r\n'),
    );
  await problemOf(await ask(pathOf(api.terminals.window, { params: { id } })), 'malformed-request');
  await problemOf(
    await ask(
      pathOf(api.terminals.window, { params: { id } }),
      'Sec-WebSocket-Key: short',
      'Sec-WebSocket-Version: 13',
    ),
    'malformed-request',
  );
  await problemOf(
    await ask(
      pathOf(api.terminals.window, { params: { id } }),
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      'Sec-WebSocket-Version: 99',
    ),
    'malformed-request',
  );
  await problemOf(await ask('//'), 'not-found');
  await problemOf(await ask('http://['), 'not-found');
  expect(lab.log.filter(({ level }) => level >= 40)).toEqual([]);
});

test('a terminal asked for without a WebSocket says so', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const response = await ada.fetch(
    pathOf(api.terminals.window, { params: { id: await ada.openTerminal() } }),
  );
  expect(response.headers.get('upgrade')).toBe('websocket');
  await problemOf(response, 'upgrade-required');
});

test('windows beyond the limit of a learner are refused, until one is closed', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const windows = Array.from({ length: MOST_SOCKETS }, () => new TerminalClient(ada, id));
  await Promise.all(windows.map((window) => window.started()));
  const url = `${lab.url}${pathOf(api.terminals.window, { params: { id } })}`;
  await problemOf(await refusal(url, { headers: { cookie: ada.cookie } }), 'too-many-requests');
  windows[0]?.socket.close();
  await windows[0]?.closed;
  await new TerminalClient(ada, id).started();
});

test('a refused client that does not hang up does not keep the server from stopping', async () => {
  const lab = await startLab();
  const sockets = await Promise.all([rawConnection(lab.url), rawConnection(lab.url)]);
  sockets[0]?.write(
    'GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  );
  sockets[1]?.write('nonsense\r\n\r\n');
  let answered = 0;
  for (const socket of sockets) socket.on('data', () => answered++);
  await until(() => answered === 2);
  await lab.close();
  for (const socket of sockets) socket.destroy();
});

test('a window that does not answer does not keep the server from stopping', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const window = new TerminalClient(ada, await ada.openTerminal());
  await window.shows('prompt> ');
  window.socket.pause();
  await lab.close();
  window.socket.terminate();
});
