import { chmodSync, chownSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';

/**
 * Has a server that runs as root listen on a Unix socket for one ordinary user. A socket that an earlier host-maker left is replaced.
 * @param owner the only user beside root who may use it; the folder of `file` must be theirs alone.
 */
export async function listenFor(owner: number, server: Server, file: string): Promise<void> {
  rmSync(file, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(file, resolve);
  });
  // Until then the folder keeps everybody else from using it.
  chmodSync(file, 0o600);
  chownSync(file, owner, owner);
}
