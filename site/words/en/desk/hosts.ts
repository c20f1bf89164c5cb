import { counted } from '../../count.ts';

export const hosts = {
  title: 'Lab hosts',
  inUse: (used: number, room: number) =>
    `${counted(used, 'lab host', 'lab hosts')} in use, ${room === 0 ? 'no room' : `room for ${room}`}`,
  text: (used: number, most: number, room: number) =>
    `${used} of ${most} lab hosts that there is memory for are in use. ${
      room === 0
        ? 'Nobody else can get one now.'
        : `${counted(room, 'more learner', 'more learners')} can get one now.`
    }`,
  spares: (count: number) => `${counted(count, 'host waits', 'hosts wait')} ready for whoever comes next.`,
  freeText:
    'A freed host is cleared away with its files and terminals. Answers and notes stay, and the learner gets a fresh host when they come again.',
  free: 'Free this host',
  freeOf: (name: string) => `Free the host of ${name}`,
  sure: 'Yes, free it',
  sureOf: (name: string) => `Yes, free the host of ${name}`,
  somebody: 'Somebody',
  alone: 'studies alone',
  online: 'page open',
  offline: 'no page open',
  atRest: 'At rest',
  atRestText: (count: number, bytes: string) =>
    `${counted(count, 'host', 'hosts')}, ${bytes} on the disk. Nothing runs there until the learners come.`,
  atRestOf: (count: number, bytes: string, most: string) =>
    `${counted(count, 'host', 'hosts')}, ${bytes} of ${most} on the disk. Nothing runs there until the learners come. When there is no more room, the one that has rested longest is thrown away.`,
  since: (when: string) => `since ${when}`,
  isNext: 'thrown away next',
  nextOnes: (names: string) =>
    `There is little room for lab hosts at rest. When one more goes to rest, this one is thrown away: ${names}. Keep it under “Lab hosts”, or raise KEPT_DISK.`,
  workers: 'Machines with lab hosts',
  workersText: 'Learners are put on the one with a host ready and most free memory.',
  workerOn: (machine: string) => `on ${machine}`,
  workerState: {
    serving: 'takes learners',
    draining: 'is being emptied',
    away: 'can’t be reached',
    lost: 'lost',
  },
  workerHas: (learners: number, most: number, atRest: number, memory: string) =>
    [
      `${learners} of ${counted(most, 'host', 'hosts')}`,
      ...(atRest > 0 ? [`${atRest} at rest`] : []),
      `${memory} of memory free`,
    ].join(' · '),
  workersTrouble: (names: string) =>
    `These machines with lab hosts are lost or can’t be reached: ${names}. See “Lab hosts”.`,
  copy: 'Copy',
  copyTitle: 'Copy a lab host',
  copyText:
    'To look at a learner’s host as it is, join the class in a window of your own, and have the copy take the place of your host there. What was on that host goes. The original stays as it is.',
  copyOf: 'The host of',
  copyTo: 'goes to',
  choose: 'choose',
  keep: 'Keep',
  kept: 'Kept',
  keepOf: (name: string) => `Keep the host of ${name}`,
  wake: 'Wake',
  wakeOf: (name: string) => `Wake the host of ${name}`,
  away: 'Throw away',
  awayOf: (name: string) => `Throw the host of ${name} away`,
  sureAway: 'Yes, throw away',
  sureAwayOf: (name: string) => `Yes, throw the host of ${name} away`,
} as const;
