import { expect, vi } from 'vitest';
import { readProcesses } from '../../checkers/observe/processes.ts';
import type { TestHost } from './lab.ts';

/** Command names of a host's daemons that are up; a container's watcher has a title of its own. */
export async function awakeOn(host: TestHost): Promise<string[]> {
  const daemon = /^(dockerd|containerd|incusd|lxd) /;
  const processes = await readProcesses(host.trusted);
  return processes.flatMap(({ args }) => daemon.exec(`${args} `)?.[1] ?? []).sort();
}

/** Sends those to sleep that nobody uses, as their time would, until no other is up than those. */
export async function sleepOn(host: TestHost, stayingUp: string[] = []): Promise<void> {
  await vi.waitFor(
    async () => {
      await host.learnerMust("sudo pkill -USR1 -f '^/usr/bin/perl /usr/local/sbin/lab-daemons docker'");
      expect(await awakeOn(host)).toEqual(stayingUp);
    },
    { timeout: 60_000, interval: 500 },
  );
}
