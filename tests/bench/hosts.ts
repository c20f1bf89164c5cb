import { readFileSync } from 'node:fs';
import path from 'node:path';
import { processesOf } from '../../lab-server/hosts/engines/namespaces/processes.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { Lab } from '../support/lab.ts';
import { printRows, timed } from './figures.ts';

/** Hosts: how long a start and a reset take, and how much memory one more takes. */
export async function bench(): Promise<void> {
  const lab = await Lab.open('bench-hosts');
  try {
    await lab.host('warm-up');
    await lab.engine.destroy('warm-up');
    const start = await timed(() => lab.host('a'));
    const reset = await timed(() => lab.engine.reset('a', lesson, 'a', () => {}));
    const first = memoryOf(lab, 'a');
    await lab.host('b');
    await lab.host('c');
    const two = memoryOf(lab, 'b');
    const { memoryBytes } = await lab.engine.usage('b');
    const ensure = await timed(() => lab.host('a'));
    printRows('Hosts, all four frameworks, every container serving', [
      { what: 'start, template there', ours: start, unit: 'ms' },
      { what: 'reset, cold', ours: reset, unit: 'ms', reach: '<= 4000 ms' },
      { what: 'ensure of one that is up', ours: ensure, unit: 'ms' },
      { what: 'private memory, alone', ours: first.private / 2 ** 20, unit: 'MiB' },
      { what: 'private memory, one of three', ours: two.private / 2 ** 20, unit: 'MiB', reach: '<= 110 MiB' },
      { what: 'PSS, one of three', ours: two.pss / 2 ** 20, unit: 'MiB' },
      { what: 'charged to its cgroup', ours: memoryBytes / 2 ** 20, unit: 'MiB' },
    ]);
  } finally {
    await lab.close();
  }
}

/** Memory in bytes of every process of a host, as /proc/PID/smaps_rollup has it. */
function memoryOf(lab: Lab, id: string): { private: number; pss: number } {
  const record = JSON.parse(readFileSync(path.join(lab.stateDir, 'hosts', id, 'host.json'), 'utf8'));
  const total = { private: 0, pss: 0 };
  for (const pid of processesOf(record)) {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kilobytes = (field: string) => Number(new RegExp(`^${field}: +(\\d+)`, 'm').exec(rollup)?.[1] ?? 0);
    total.private += 1024 * (kilobytes('Private_Clean') + kilobytes('Private_Dirty'));
    total.pss += 1024 * kilobytes('Pss');
  }
  return total;
}
