import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from './port.ts';

test('a free port can be listened on, and the kernel gives it to nobody else meanwhile', async () => {
  const range = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8');
  const port = await freePort();
  expect(port).toBeLessThan(Number.parseInt(range, 10));
  const server = createServer();
  await once(server.listen(port, '127.0.0.1'), 'listening');
  server.close();
});
