import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { joinStreams } from '../common/join-streams.ts';

/**
 * A plain connection of the machine that carries what a connection over TLS does. Only this process has the keys of the latter, so it can't be
 * handed over itself; this one can, and the two are joined here until either ends.
 * @param folder this user's own, and nobody else's.
 */
export async function plainTwin(secure: Duplex, folder: string): Promise<Socket> {
  const file = path.join(folder, `tls-${randomBytes(8).toString('hex')}.sock`);
  const server = createServer();
  server.listen(file);
  await once(server, 'listening');
  try {
    const near = connect(file);
    const [[far]] = (await Promise.all([once(server, 'connection'), once(near, 'connect')])) as [
      [Socket],
      unknown,
    ];
    joinStreams(secure, near);
    return far;
  } finally {
    server.close();
  }
}
