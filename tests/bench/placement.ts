import { seededNumbers } from '../../lab-server/testing/seeded-bytes.ts';
import { type Load, place } from '../../lab-server/workers/placement.ts';
import { percentile, printRows } from './figures.ts';

const WORKERS = 200;
const PER_MEMBER = 4;
const LEARNERS = 10_000;
const CLASS = 25;
const HOST = 256 * 2 ** 20;
/** A member fails each time after so many learners came, and is back, empty, after so many more. */
const FAILS_EVERY = 500;
const AWAY = 1_000;
/** A worker has a spare host again when so many learners came anywhere. */
const REFILL = 20;

type Place = (workers: readonly Load[], random: () => number) => Load | undefined;

/** What whoever has no rule would do: any worker with room. */
const anywhere: Place = (workers, random) => {
  const open = workers.filter(({ isOpen, room }) => isOpen && room > 0);
  return open[Math.floor(random() * open.length)];
};

/** Has learners come to a cluster whose members fail, and places them. */
function simulate(choose: Place, together: boolean) {
  const [random, choosing] = [seededNumbers(1), seededNumbers(2)];
  const workers = Array.from({ length: WORKERS }, (_, i): Load => {
    const most = 40 + Math.floor(random() * 80);
    return {
      name: `worker-${i}`,
      isOpen: true,
      learners: 0,
      most,
      room: most,
      spares: 1,
      memory: most * HOST,
      neighbours: 0,
    };
  });
  const at = new Map<number, Load>();
  const back: { when: number; worker: Load }[] = [];
  const micros: number[] = [];
  let [lost, moved, refused] = [0, 0, 0];
  const settle = (learner: number): boolean => {
    if (together) {
      const group = Math.floor(learner / CLASS) * CLASS;
      for (const one of workers) one.neighbours = 0;
      for (let other = group; other < group + CLASS; other++) {
        const worker = at.get(other);
        if (worker) worker.neighbours++;
      }
    }
    const began = performance.now();
    const chosen = choose(workers, choosing);
    micros.push((performance.now() - began) * 1000);
    if (!chosen) return false;
    Object.assign(chosen, {
      learners: chosen.learners + 1,
      room: chosen.room - 1,
      memory: chosen.memory - HOST,
      spares: chosen.spares - 1,
    });
    at.set(learner, chosen);
    return true;
  };
  for (let came = 0; came < LEARNERS; came++) {
    if (came % REFILL === 0) for (const one of workers) one.spares = 1;
    for (const { worker } of back.filter(({ when }) => when === came)) worker.isOpen = true;
    if (came > 0 && came % FAILS_EVERY === 0) {
      const first = Math.floor(random() * (WORKERS / PER_MEMBER)) * PER_MEMBER;
      const failed = workers.slice(first, first + PER_MEMBER);
      const theirs = [...at].filter(([, worker]) => failed.includes(worker)).map(([learner]) => learner);
      for (const worker of failed) {
        Object.assign(worker, { isOpen: false, learners: 0, room: worker.most, memory: worker.most * HOST });
        back.push({ when: came + AWAY, worker });
      }
      for (const learner of theirs) at.delete(learner);
      lost += theirs.length;
      for (const learner of theirs) if (settle(learner)) moved++;
    }
    if (!settle(came)) refused++;
  }
  const shares = workers.filter(({ isOpen }) => isOpen).map(({ learners, most }) => learners / most);
  const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length;
  const classes = Array.from(
    { length: LEARNERS / CLASS },
    (_, group) => new Set(Array.from({ length: CLASS }, (_unused, i) => at.get(group * CLASS + i))).size,
  );
  return {
    p50: percentile(micros, 50),
    p99: percentile(micros, 99),
    imbalance: Math.max(...shares) / mean,
    lost,
    moved,
    refused,
    workersOfClass: classes.reduce((sum, one) => sum + one, 0) / classes.length,
  };
}

export async function bench(): Promise<void> {
  // The first run of each warms the code up.
  const [ours, reference] = ([(workers) => place(workers), anywhere] satisfies Place[]).map((choose) => {
    simulate(choose, false);
    return simulate(choose, false);
  }) as [ReturnType<typeof simulate>, ReturnType<typeof simulate>];
  const shared = simulate((workers) => place(workers), true);
  printRows(
    `Placing ${LEARNERS} learners on ${WORKERS} workers of ${WORKERS / PER_MEMBER} members, one of which fails each ${FAILS_EVERY}; beside any worker with room`,
    [
      { what: 'a decision, p50', ours: ours.p50, reference: reference.p50, unit: 'µs' },
      { what: 'a decision, p99', ours: ours.p99, reference: reference.p99, unit: 'µs' },
      {
        what: 'the fullest worker, by the mean',
        ours: ours.imbalance,
        reference: reference.imbalance,
        unit: 'x',
      },
      { what: 'hosts lost with their members', ours: ours.lost, reference: reference.lost, unit: '' },
      { what: 'of these placed again', ours: ours.moved, reference: reference.moved, unit: '' },
      { what: 'learners without a place', ours: ours.refused, unit: '' },
      {
        what: `workers of a class of ${CLASS}, LAN=shared`,
        ours: shared.workersOfClass,
        reference: ours.workersOfClass,
        unit: '',
      },
    ],
  );
}
