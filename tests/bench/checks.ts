import { check, solve, testExercises } from '../support/exercises.ts';
import { Lab } from '../support/lab.ts';
import { percentile, printRows, type Row, timed } from './figures.ts';

const ROUNDS = 5;

/** Measures how long each exercise's check takes, and all checks of one learner in a row, beside a bare nmap of one address. */
export async function bench(): Promise<void> {
  const lab = await Lab.open('bench-checks');
  try {
    const host = await lab.host();
    const exercises = await testExercises();
    const rows: Row[] = [];
    let all = 0;
    for (const exercise of exercises) {
      const answer = await solve(host, exercise);
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round++)
        times.push(await timed(() => check(exercise, answer, host)));
      all += percentile(times, 50);
      rows.push({ what: exercise.exercise.id, ours: percentile(times, 50), unit: 'ms' });
    }
    const scans: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      scans.push(
        await timed(() => host.trusted.run(['nmap', '-n', '-p-', '127.0.0.1'], { timeoutMs: 60_000 })),
      );
    }
    rows.push({
      what: 'all of one learner',
      ours: all,
      reference: percentile(scans, 50),
      unit: 'ms',
      reach: '<= 2000 ms',
    });
    printRows(`Checks, median of ${ROUNDS}; the reference is one nmap -p- of 127.0.0.1`, rows);
  } finally {
    await lab.close();
  }
}
