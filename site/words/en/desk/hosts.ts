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
    'Gives a learner a copy of the host of another one of the class, in the place of their own. What was on that one goes. The original stays as it is. To look at a host yourself, open its learner and press “Lab host…”.',
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
  second: 'second host, ends by itself when its memory is needed',
  instructors: 'an instructor’s own',
  openMine: 'Open',
  mine: {
    title: 'Your lab host',
    none: 'You have no lab host of your own now. Open a learner at the desk and press “Lab host…” to get one.',
    dialog: (name: string) => `Lab host of ${name}`,
    what: 'What do you want to do?',
    copy: 'Open a copy of this host',
    copyText:
      'You get a copy of it as it is now, with a terminal. Theirs stands still for a moment and stays as it is.',
    fresh: 'Open a fresh host of the same scenario',
    freshText: 'To look at the beginning, or to prepare a host that you give them.',
    give: 'Give them your host in the place of theirs',
    giveText: (name: string) =>
      `What is on the host of ${name} goes for good, with their terminals. They get a copy of yours, and are told that it comes from you. Answers and marks stay.`,
    replaces: (what: string) => `You have one already: ${what}. It is thrown away then.`,
    rules: (minutes: number) =>
      `Nothing on a lab host of your own is marked or recorded, and it takes the place of one lab host. It is thrown away when you say so, when nobody has used it for ${minutes} minutes, or when you leave the class.`,
    open: 'Open it',
    doGive: 'Give it',
    given: (name: string) => `${name} has a copy of your lab host now.`,
    isCopy: (name: string, at: string) => `a copy of the host of ${name}, as it was on ${at}`,
    isFresh: (name: string, at: string) => `a fresh host of the scenario of ${name}, made on ${at}`,
    about: (what: string) => `This is ${what}.`,
    back: (name: string) => `Back to ${name}`,
    giveTo: 'Give it to',
    giveTitle: (name: string) => `Give ${name} a copy of this host?`,
    giveOpen: 'Give it…',
    away: 'Throw away',
    sureAway: 'Yes, throw away',
    terminal: 'New terminal',
    making: 'Being started',
    gone: 'Your lab host is gone.',
    endsAt: (time: string) =>
      `At ${time} it is thrown away, since nobody uses it. Type into its terminal to keep it.`,
  },
} as const;
