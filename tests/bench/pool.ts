import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { HostPool } from '../../lab-server/hosts/pool.ts';
import { Lab } from '../support/lab.ts';
import { percentile, printRows, timed } from './figures.ts';
import { prompt } from './prompt.ts';

const ROUNDS = 12;

/** Measures how long a learner waits when a host is ready: from joining to the shell's prompt, and for a reset. */
export async function bench(): Promise<void> {
  const lab = await Lab.open('bench-pool');
  const file = path.join(lab.stateDir, 'assignments.json');
  // Learners of a run that was broken off would get their own LANs again, which takes a move.
  rmSync(file, { force: true });
  const pool = new HostPool({
    engine: lab.engine,
    assignments: new HostAssignments(file),
    logger: pino({ level: 'silent' }),
    most: 100,
    keep: 1,
  });
  try {
    await pool.prepare(() => {});
    const joins: number[] = [];
    const shells: number[] = [];
    const resets: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const learner = `learner-${round}`;
      await spareReady(pool);
      joins.push(
        await timed(async () => {
          pool.ensure(learner);
          await prompt(pool.shell(learner));
        }),
      );
      await spareReady(pool);
      shells.push(await timed(() => prompt(pool.shell(learner))));
      resets.push(
        await timed(async () => {
          pool.reset(learner);
          while (pool.status(learner)?.state !== 'ready') await sleep(1);
        }),
      );
      await spareReady(pool);
    }
    const row = (what: string, values: number[], reach?: string) => ({
      what: `${what}, p95 of ${ROUNDS}`,
      ours: percentile(values, 95),
      reference: percentile(shells, 95),
      unit: 'ms',
      ...(reach ? { reach } : {}),
    });
    printRows('Warm pool; the reference is one more shell on a host that is there', [
      row('joining, to the prompt', joins, '<= 150 ms'),
      row('reset, every container serving', resets, '<= 1000 ms'),
    ]);
  } finally {
    await pool.close();
    await lab.close();
  }
}

async function spareReady(pool: HostPool): Promise<void> {
  while (pool.capacity().spares === 0) await sleep(20);
  // The work that was begun beside it is over too.
  await sleep(1000);
}
