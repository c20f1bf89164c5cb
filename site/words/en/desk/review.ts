import { counted } from '../../count.ts';

export const review = {
  nothing: 'Nothing waits for you.',
  waiting: (count: number) => `${counted(count, 'answer waits', 'answers wait')} for you, oldest first.`,
  why: { 'needs-review': 'kept for review', dispute: 'disputed' },
  give: 'Give these points',
  accept: 'Accept, with these points',
  reject: 'Stay with the verdict',
} as const;
