import { counted } from '../count.ts';

export const courses = {
  title: 'Courses',
  description: 'The courses of this lab server.',
  lead: 'In each course you have a lab host and marks of your own. A class code leads to the course of its class, on whichever page you type it.',
  facts: (chapters: number, exercises: number) =>
    `${counted(chapters, 'chapter', 'chapters')} · ${counted(exercises, 'exercise', 'exercises')}`,
  needsScript: 'The list of courses needs JavaScript.',
} as const;
