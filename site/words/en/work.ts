import { counted } from '../count.ts';

/** A learner's work as one file. */
export const work = {
  button: 'Export my work',
  about:
    'One HTML file with your answers, verdicts, notes and recordings, to keep or to hand in. It needs no network.',
  collecting: 'Collecting your answers and notes…',
  recording: (number: number, count: number) => `Collecting recording ${number} of ${count}…`,
  done: 'It is among your downloads.',
  heading: (name: string) => `The work of ${name}`,
  made: (when: string) => `Exported on ${when}`,
  points: (earned: number, possible: number) => `${earned} of ${counted(possible, 'point', 'points')}`,
  answers: 'Answers',
  notAnswered: 'Not answered.',
  notes: 'Notes',
  noNotes: 'No notes.',
  recordings: 'Recordings of terminals',
  noRecordings: 'No recordings.',
  play: 'Play',
  file: (name: string) => `vethlab, ${name}`,
} as const;
