import { type ProblemKind, problemKinds } from '../../../protocol/problem.ts';

/** What went wrong. The lab server says it in English; other languages have a title for each kind, and a detail where it is always the same. */
export const problems = {
  titles: Object.fromEntries(
    Object.entries(problemKinds).map(([kind, { title }]) => [kind, title]),
  ) as Record<ProblemKind, string>,
  details: {} as Partial<Record<ProblemKind, string>>,
  noAnswer: {
    title: 'The lab server does not answer',
    detail: 'It may have been stopped, or the connection is down. Try again when it is back.',
  },
  unreadable: {
    title: 'The lab server gave an answer that this page cannot read',
    detail: 'Reload the page. If it happens again, the site and the server are of different versions.',
  },
  page: 'Something went wrong in this page',
} as const;
