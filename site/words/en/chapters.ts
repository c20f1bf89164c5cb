import { counted } from '../count.ts';

export const chapters = {
  title: 'Chapters',
  length: (count: number, minutes: number) =>
    `${counted(count, 'chapter', 'chapters')}, about ${counted(minutes, 'minute', 'minutes')} with the exercises`,
  minutes: (count: number) => `${count} min`,
  read: 'Read',
  isRead: 'read',
  allExercises: 'All exercises',
  recordings: 'Recordings',
  place: (number: number, count: number, minutes: number) =>
    `Chapter ${number} of ${count} · about ${counted(minutes, 'minute', 'minutes')}`,
  pager: 'Previous and next chapter',
  previous: 'Previous',
  next: 'Next',
  since: 'Since then',
  table: 'Table',
} as const;
