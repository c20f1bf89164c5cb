import { counted } from '../../count.ts';

export const reset = {
  title: (count: number) => `Reset ${counted(count, 'learner', 'learners')}`,
  what: 'What to reset',
  parts: {
    host: 'Lab host',
    terminals: 'Open terminals',
    attempts: 'Attempts',
    hints: 'Opened hints',
    notes: 'Notes',
  },
  partNotes: {
    host: 'a fresh one; what was made on it is lost',
    terminals: 'are closed',
    attempts: 'stay on record and count no more',
    hints: 'are closed again and cost nothing',
    notes: 'are emptied',
  },
  ofExercises: 'Of which exercises',
  look: 'See what goes',
  goes: 'What goes',
  anew: 'made anew',
  undoNote: 'Attempts, hints and notes can be brought back for a while. Hosts and terminals cannot.',
  reset: 'Reset',
  done: (count: number) => `Reset for ${counted(count, 'learner', 'learners')}.`,
  undone: 'Brought back.',
  checkpoint: 'Bring to a checkpoint',
  checkpointText:
    'Each gets a fresh lab host, on which the tasks up to this one are solved. What was made on the old host is lost.',
  noTasks: 'No exercise of this course changes the host, so there is nothing to bring it to.',
  upTo: 'Solved up to',
  bring: 'Make fresh hosts',
  recheck: 'Check again',
  recheckText: 'The answers that stand are checked again, against the lab hosts as they are now.',
  begun: (count: number) =>
    `Begun for ${counted(count, 'learner', 'learners')}. The wall shows how far it is.`,
} as const;
