import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../../lab-server/common/exec.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Lab, type TestHost } from '../support/lab.ts';
import { percentile, printRows, timed } from './figures.ts';
import { prompt } from './prompt.ts';

const ROUNDS = 10;
const MIB = 2 ** 20;

/** Measures how long a lab host takes to go to rest and to wake, to the shell's prompt, and the disk of one at rest. The reference is a fresh host. */
export async function bench(): Promise<void> {
  const lab = await Lab.open('bench-rest');
  try {
    const host = await lab.host();
    const [rests, wakes, fresh, ends]: number[][] = [[], [], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      await host.learnerMust(
        'seq 100000 > ~/numbers; docker ps > /dev/null; incus ls > /dev/null; lxc ls > /dev/null',
      );
      const other = `other-${round}`;
      fresh?.push(
        await timed(async () => {
          await promptOf(await lab.host(other));
        }),
      );
      ends?.push(await timed(() => lab.engine.destroy(other)));
      rests?.push(await timed(() => lab.engine.rest(host.id)));
      await forget(lab, host.id);
      wakes?.push(
        await timed(async () => {
          await lab.engine.wake(host.id, lesson, host.id, () => {});
          await promptOf(host);
        }),
      );
    }
    const row = (what: string, ours: number[] = [], reference: number[] = [], p = 50) => ({
      what: `${what}, p${p} of ${ROUNDS}`,
      ours: percentile(ours, p),
      reference: percentile(reference, p),
      unit: 'ms',
    });
    printRows('Rest and waking; the reference is the end of a host that is not kept, and a fresh host', [
      { ...row('going to rest', rests, ends), reach: '<= 2000 ms' },
      { ...row('going to rest', rests, ends, 95), reach: '<= 2000 ms' },
      { ...row('waking, to the prompt', wakes, fresh), reach: '<= 3000 ms' },
      { ...row('waking, to the prompt', wakes, fresh, 95), reach: '<= 3000 ms' },
    ]);
    const disk = async () => {
      await lab.engine.rest(host.id);
      const bytes = (await lab.engine.kept(host.id))?.bytes ?? 0;
      await lab.engine.wake(host.id, lesson, host.id, () => {});
      return bytes / MIB;
    };
    await lab.engine.reset(host.id, lesson, host.id, () => {});
    const before = await disk();
    await doCourse(host);
    const unit = 'MiB';
    printRows('Disk of a host at rest', [
      { what: 'fresh', ours: before, unit },
      { what: 'after the whole course', ours: await disk(), reference: before, unit },
    ]);
  } finally {
    await lab.close();
  }
}

/** Has the kernel forget what it holds of the host's disk in memory. */
async function forget(lab: Lab, id: string): Promise<void> {
  const disk = path.join(lab.stateDir, 'hosts', id, 'disk');
  await must(['dd', `if=${disk}`, 'iflag=nocache', 'count=0', 'status=none']);
}

/** Does every task of the course, as its solution does. */
async function doCourse(host: TestHost): Promise<void> {
  for (const id of readdirSync(folders.exercises).sort()) {
    for (const script of ['start.sh', 'solve.sh']) {
      const file = path.join(folders.exercises, id, script);
      if (existsSync(file)) await host.learner(readFileSync(file, 'utf8'), 120_000);
    }
  }
}

const promptOf = ({ engine, id }: TestHost) => prompt(engine.shell(id));
