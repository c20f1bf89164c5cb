/** A lab host at rest: nothing of it runs, and its disk is kept. */
export const rest = {
  woken: (since: string) => `Your lab host was at rest since ${since}, and is awake again.`,
  back: 'All that you wrote on its disk is there: files, packages, images, containers, networks and settings.',
  runAgain: (containers: string) => `These containers run again: ${containers}.`,
  runNoMore: (containers: string) =>
    `These ran, and are stopped now, since nothing says that they start by themselves: ${containers}.`,
  gone: 'Programs that ran, namespaces made by hand and settings of “ip” are gone, as on any machine after a restart.',
  printed: 'What your terminals printed is in',
  recordings: 'your recordings.',
  cut: 'The host was cut off without going to rest, as by a power cut. What was written in the last half minute may be missing.',
  older:
    'Fresh lab hosts are made of something newer by now. Yours works on as it is; “Reset host” gives you a new one.',
  wasNext:
    'It was the next to be thrown away, since there is little room for hosts at rest. Save files that you need to your own computer.',
  lost: (at: string) => `Your earlier lab host was thrown away on ${at}.`,
  lostWhy: {
    room: 'There was no more room for hosts at rest, and it had rested longest.',
    disk: 'Its disk was broken.',
    image: 'What it was made of is no longer there.',
    instructor: 'Your instructor did it.',
    machine: 'The machine that it was on has failed.',
  },
  hadRested: (since: string) => `It had been at rest since ${since}.`,
  lostText: 'This one is fresh. Your answers and marks are kept.',
  read: 'Got it',
  waking: 'Your lab host is being woken',
  wakingText: 'It was at rest. All that you wrote on its disk comes back.',
  resting: 'Your lab host goes to rest',
  restingText: 'What runs on it ends, and what is on its disk is kept.',
  atRest: 'Your lab host is at rest',
  atRestText: 'Nothing of it runs, and all that you wrote on its disk is kept.',
  otherCourse: 'You went on in another course, and of your lab hosts one is awake at a time.',
  isNext:
    'It is the next to be thrown away, since there is little room for hosts at rest. Wake it to keep it.',
  wake: 'Wake it',
  fresh: 'Start a fresh one',
  restsAt: (time: string) =>
    `At ${time} it goes to rest: what runs on it ends, and what is on its disk is kept.`,
} as const;
