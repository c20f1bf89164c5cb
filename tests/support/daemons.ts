import { expect, vi } from 'vitest';
import { readProcesses } from '../../checkers/observe/processes.ts';
import type { TestHost } from './lab.ts';

/** Command names of a host's daemons that are up. A container's watcher has a title of its own. */
export async function awakeOn(host: TestHost): Promise<string[]> {
  const daemon = /^(dockerd|containerd|incusd|lxd) /;
  const processes = await readProcesses(host.trusted);
  return processes.flatMap(({ args }) => daemon.exec(`${args} `)?.[1] ?? []).sort();
}

/** Sends unused daemons to sleep, as their time limit would, until only the named ones are up. */
export async function sleepOn(host: TestHost, stayingUp: string[] = []): Promise<void> {
  await vi.waitFor(
    async () => {
      await host.learnerMust("sudo pkill -USR1 -f '^/usr/bin/perl /usr/local/sbin/lab-daemons docker'");
      expect(await awakeOn(host)).toEqual(stayingUp);
    },
    { timeout: 60_000, interval: 500 },
  );
}
