import { counted } from '../../count.ts';

export const hosts = {
  title: 'Lab hosts',
  inUse: (used: number, room: number) =>
    `${counted(used, 'lab host', 'lab hosts')} in use, ${room === 0 ? 'no room' : `room for ${room}`}`,
  text: (used: number, most: number, room: number) =>
    `${used} of ${most} lab hosts that this machine has the memory for are in use. ${
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
} as const;
