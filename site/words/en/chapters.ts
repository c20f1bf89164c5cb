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
  withExercises: (minutes: number) => `, ${minutes} with the exercises`,
  place: (number: number, count: number, minutes: number) =>
    `Chapter ${number} of ${count} · about ${counted(minutes, 'minute', 'minutes')}`,
  pager: 'Previous and next chapter',
  previous: 'Previous',
  next: 'Next',
  since: 'Since then',
  table: 'Table',
  isClosed: 'Not open yet',
  closed: {
    title: 'This chapter is not open yet',
    text: 'Your instructor opens the chapters of your class one by one, and has not opened this one.',
    goesOn: 'As soon as it is open, it is shown here by itself.',
    back: 'To the chapters that are open',
  },
} as const;
