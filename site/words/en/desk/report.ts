import { counted } from '../../count.ts';

export const report = {
  title: 'Report',
  back: (name: string) => `Back to ${name}`,
  ofClass: 'Report of the class',
  asOf: (at: string) => `As of ${at}`,
  standings: 'Learners and their points',
  untried: (numbers: string) => `Nobody tried: ${numbers}.`,
  notTried: (numbers: string) => `Not tried: ${numbers}.`,
  total: 'All questions together',
  median: (points: string, possible: string) => `Half have ${points} of ${possible} points or more.`,
  minutes: (minutes: number) =>
    `Half of those who got it right took ${counted(minutes, 'minute', 'minutes')} or less after their first attempt.`,
  points: 'Points',
  pointsOf: (possible: string) => `Points, of ${possible}`,
  attempts: 'Attempts',
  attemptsOfEach: 'Attempts of each who tried',
  learners: 'Learners',
  standing: 'How they stand',
  findings: 'Most frequent wrong findings',
} as const;
