import { existsSync, readFileSync } from 'node:fs';

/** The interface of this machine's first default route of IPv4 (/proc/net/route); undefined if there is none. */
export function defaultInterface(): string | undefined {
  const routes = existsSync('/proc/net/route') ? readFileSync('/proc/net/route', 'utf8') : '';
  return routes
    .split('\n')
    .map((line) => line.split('\t'))
    .find(([, destination, , , , , , mask]) => destination === '00000000' && mask === '00000000')?.[0];
}
