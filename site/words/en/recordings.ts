import { counted } from '../count.ts';

export const recordings = {
  title: 'Recordings',
  description: 'What was recorded of your terminals, to play, download or delete.',
  lead: 'Each of your terminals is recorded: what it prints, and when you answered. What you type is not, but for what the terminal shows of it.',
  needsScript: 'Recordings are listed when JavaScript is on.',
  off: 'Terminals are not recorded on this lab server.',
  none: 'Nothing is recorded yet: open a terminal in a chapter.',
  stillOpen: 'still open',
  download: 'Download',
  delete: 'Delete',
  deleteThis: (name: string) => `Delete ${name}`,
  reallyDelete: 'Really delete',
  reallyDeleteThis: (name: string) => `Really delete ${name}`,
  long: (minutes: number) => (minutes < 1 ? 'less than a minute' : counted(minutes, 'minute', 'minutes')),
  /** Keys stand between grave accents. */
  keys: '`Space` plays and pauses, `←` `→` go back and on, `<` `>` change the speed, `[` `]` go to the answers.',
} as const;
