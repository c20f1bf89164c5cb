import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import type { TestHost } from './lab.ts';

/** A port on this machine's loopback that leads to a port on a lab host's loopback. */
export async function portOfHost(
  { engine, id }: TestHost,
  port: number,
): Promise<{ url: string; close(): void }> {
  const server = createServer((socket) => {
    const { file, args, env } = engine.dialer(id, { address: '127.0.0.1', port });
    const dialer = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
    let said = '';
    // The dialer's first line says whether there is a connection.
    const listen = (chunk: Buffer) => {
      said += chunk.toString('latin1');
      const end = said.indexOf('\n');
      if (end < 0) return;
      dialer.stdout.off('data', listen);
      if (said.slice(0, end) !== 'OK') {
        console.error(`Port ${port} of the host: ${said.slice(0, end)}`);
        return void socket.destroy();
      }
      socket.write(Buffer.from(said.slice(end + 1), 'latin1'));
      dialer.stdout.pipe(socket);
      socket.pipe(dialer.stdin);
    };
    dialer.stdout.on('data', listen);
    dialer.on('close', () => socket.end());
    for (const one of [socket, dialer.stdin]) one.on('error', () => dialer.kill());
    socket.on('close', () => dialer.kill());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, close: () => void server.close() };
}
