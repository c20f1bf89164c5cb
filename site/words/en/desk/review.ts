import { counted } from '../../count.ts';

export const review = {
  nothing: 'Nothing waits for you.',
  waiting: (count: number) =>
    `${counted(count, 'answer waits', 'answers wait')} for you. New ones are added below.`,
  why: { 'needs-review': 'kept for review', dispute: 'disputed' },
  give: 'Give these points',
  accept: 'Accept, with these points',
  reject: 'Stay with the verdict',
  over: 'This answer no longer waits for a decision.',
} as const;
