import { counted } from '../count.ts';

export const start = {
  begin: 'Start the course',
  goOn: 'Continue with',
  far: (done: number, of: number) => `${done} of ${counted(of, 'exercise', 'exercises')} done.`,
  points: (earned: number, possible: number) => `${earned} of ${counted(possible, 'point', 'points')}.`,
  allDone: 'You have done everything.',
  seeExercises: 'See the exercises',
  local: 'Everything runs on this computer. Nothing is sent elsewhere, and no account is needed.',
  /** That the course is in English; nothing to say where the page is, too. */
  courseLanguage: '',
  steps: [
    { word: 'Read', text: 'Short chapters with drawings. Every command has a button that runs it.' },
    {
      word: 'Try',
      text: 'A terminal beside the text, on a Linux host of your own. It can be made fresh in seconds.',
    },
    {
      word: 'Answer',
      text: 'Questions about your host, and labs to build on it, checked at once against what is really there.',
    },
  ],
} as const;
