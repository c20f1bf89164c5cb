/** A worker as far as placing a learner goes. */
export interface Load {
  name: string;
  /** Whether it can be reached and takes new learners. */
  isOpen: boolean;
  /** Learners who have a host there. */
  learners: number;
  /** Most of them. */
  most: number;
  /** Learners who could still get a host there. */
  room: number;
  /** Hosts that wait ready. */
  spares: number;
  /** Bytes of memory that are free. */
  memory: number;
  /** Learners there who are to share a LAN with the one who is placed. 0 where hosts are isolated. */
  neighbours: number;
}

/**
 * The worker on which a learner's host is made: beside their neighbours if there is room, since a LAN does not reach further than a worker.
 * Then where a host waits ready, and where most memory is free. Pure; the order of the workers does not matter.
 * @returns undefined when no worker has room.
 */
export function place(workers: Iterable<Load>): Load | undefined {
  let best: Load | undefined;
  for (const one of workers) {
    if (one.isOpen && one.room > 0 && (!best || isBetter(one, best))) best = one;
  }
  return best;
}

function isBetter(one: Load, other: Load): boolean {
  if (one.neighbours !== other.neighbours) return one.neighbours > other.neighbours;
  const [ready, othersReady] = [one.spares > 0, other.spares > 0];
  if (ready !== othersReady) return ready;
  if (one.memory !== other.memory) return one.memory > other.memory;
  return one.name < other.name;
}

/** Why no learner can be placed, in words for the learner who asked. */
export function whyFull(workers: readonly Load[]): string {
  const open = workers.filter(({ isOpen }) => isOpen);
  const sum = (what: 'learners' | 'most') => open.reduce((total, one) => total + one[what], 0);
  const shut = workers.length - open.length;
  const away = shut > 0 ? ` ${shut} of ${workers.length} machines take no learners now.` : '';
  if (open.length === 0) return `No machine for lab hosts can be reached now.${away} Tell your instructor.`;
  return `The class is full: ${open.length} machines have the memory for ${sum('most')} lab hosts, and ${sum('learners')} are in use.${away} Ask for the place of a learner who has left, or add a machine.`;
}
