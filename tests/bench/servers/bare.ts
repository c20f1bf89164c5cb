// The reference: a pty behind a WebSocket, with nothing in between. Prints the address on which it listens.
import type { AddressInfo } from 'node:net';
import pty from 'node-pty';
import { WebSocketServer } from 'ws';
import { childEnv } from '../../../lab-server/settings/environment.ts';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false }, () => {
  console.log(
    JSON.stringify({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, pids: [process.pid] }),
  );
});
server.on('connection', (socket) => {
  const shell = pty.spawn('bash', ['--norc', '--noprofile'], {
    name: 'xterm-256color',
    cols: 80,
    rows: 24,
    encoding: null,
    env: childEnv({ PS1: 'prompt> ' }),
  });
  shell.onData((data) => socket.send(data as unknown as Buffer));
  socket.on('message', (data: Buffer) => shell.write(data.toString()));
  socket.on('close', () => shell.kill());
});
