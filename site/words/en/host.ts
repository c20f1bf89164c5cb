import { type HostStepName, hostSteps } from '../../../protocol/host-step.ts';

export const host = {
  title: 'Lab host',
  beside: 'Your lab host and its terminal',
  state: {
    queued: 'Waiting its turn',
    starting: 'Starting',
    ready: 'Ready',
    resetting: 'Being made fresh',
    parked: 'Parked',
    resting: 'Going to rest',
    'at-rest': 'At rest',
    waking: 'Being woken',
    failed: 'Failed',
  },
  notStarted: 'Not started',
  looking: 'Looking',
  addresses: 'Addresses of the lab host',
  copy: 'Copy',
  copyThis: ', copy',
  copied: 'Copied',
  map: 'Map',
  reset: 'Reset host',
  resetTitle: 'Make a fresh lab host?',
  resetText:
    'Files you made, packages and containers you changed, and your open terminals are lost. Your answers and marks stay.',
  keep: 'Keep this one',
  welcome: 'Your own lab host',
  welcomeText:
    'A small Linux machine where Docker, Podman, Incus and LXD are running. Break what you like, a fresh one takes seconds.',
  failed: 'Your lab host did not start',
  ended: {
    stopped: 'Your lab host no longer runs',
    freed: 'An instructor freed your lab host',
  },
  freed: 'Freed',
  freedText:
    'Its place is for somebody else now, and what was on it is gone. Your answers and notes are kept. You get a fresh lab host as soon as you want one and there is room.',
  noReason: 'The lab server gave no reason.',
  tryAgain: '“Reset host” above tries again from the beginning.',
  resetting: 'Making a fresh lab host',
  starting: 'Starting your lab host',
  progress: 'Progress',
  oneMoment: 'One moment',
  /** What is being done, as the lab server names it. */
  steps: Object.fromEntries(hostSteps.map((step) => [step, step])) as Record<HostStepName, string>,
  answering: (up: number, all: number) => `${up} of ${all} frameworks answer`,
  preparing: (step: string) => `preparing the scenario: ${step}`,
  away: (since: string) => `The machine of your lab host can’t be reached since ${since}.`,
  awayText:
    'What runs there goes on, and the terminal comes back by itself where it was. If the machine is lost, you get a fresh lab host. Your answers are kept.',
  parked: 'Your lab host is parked.',
  parkedText:
    'Nobody used it for a while, so it is held still. Nothing on it is lost: type into the terminal and it goes on where it was.',
  goOn: 'Go on',
  parksAt: (time: string) => `At ${time} your lab host is parked, since nobody uses it.`,
  parksText: 'Nothing on it is lost. Type into the terminal to keep it running.',
} as const;
