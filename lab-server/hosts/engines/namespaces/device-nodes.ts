import { chmodSync, chownSync, lstatSync } from 'node:fs';

const NODES = ['null', 'zero', 'full', 'random', 'urandom', 'tty'].map((name) => `/dev/${name}`);
/** User ids of lab hosts begin here (hosts/engines/namespaces/ids.ts). */
const FIRST_OF_HOSTS = 1_000_000_000;

/**
 * Gives back to root the machine's own nodes that belong to a lab host: earlier versions let crun give /dev/null to each new host.
 * @returns the nodes that it gave back.
 */
export function takeBackDevices(nodes: readonly string[] = NODES): string[] {
  return nodes.filter((node) => {
    const { uid } = lstatSync(node);
    if (uid < FIRST_OF_HOSTS) return false;
    chownSync(node, 0, 0);
    chmodSync(node, 0o666);
    return true;
  });
}
