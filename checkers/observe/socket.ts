import type { LabHost } from '../define.ts';
import { succeeded } from './read.ts';

/**
 * Asks a framework's daemon over its socket. A daemon that sleeps wakes up first, which takes seconds. Undefined when nobody listens there.
 * @throws ObserveError when the daemon listens but does not answer.
 */
export async function ask(host: LabHost, socket: string, path: string): Promise<string | undefined> {
  const argv = ['curl', '-sS', '--max-time', '20', '--unix-socket', socket, `http://localhost${path}`];
  const result = await host.run(argv, { timeoutMs: 25_000 });
  // 7: could not connect. A socket file without a daemon, or none at all.
  if (result.code === 7) return undefined;
  return succeeded(result).stdout;
}
