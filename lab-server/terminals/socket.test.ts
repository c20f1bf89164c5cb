import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { serveTerminal } from './socket.ts';
import { Terminal } from './terminal.ts';

test.each([
  ['reads its answers is served', 0, 'open'],
  ['asks without end and reads nothing is cut off', 3 * 2 ** 20, 'cut off'],
])('a client that %s', (_, bufferedAmount, state) => {
  let now = 'open';
  const socket = Object.assign(new EventEmitter(), {
    readyState: 1,
    OPEN: 1,
    bufferedAmount,
    send: () => {},
    terminate: () => {
      now = 'cut off';
    },
  });
  const terminal = new Terminal({ cols: 80, rows: 24 }, () => {});
  serveTerminal(socket as unknown as WebSocket, terminal, 0);
  socket.emit('message', Buffer.from('{"type":"settle","count":1}'), false);
  expect(now).toBe(state);
  socket.emit('close');
  terminal.left(0);
});
