import { z } from 'zod';
import {
  DeskAttempt,
  Grade,
  GradebookInfo,
  GradebookReport,
  Grades,
  OverrideRequest,
  Report,
  ReviewItem,
  ReviewRequest,
} from '../desk/grades.ts';
import { contract } from './contract.ts';
import { anAttempt, CLASS, MEMBER, ofClass, ofMember } from './params.ts';

export const grades = contract({
  method: 'get',
  path: `${CLASS}/grades`,
  access: 'class',
  summary: 'The grades of a class',
  params: ofClass,
  answer: { status: 200, description: 'Of those who take part or are listed, by name.', schema: Grades },
});

export const override = contract({
  method: 'post',
  path: `${MEMBER}/grades`,
  access: 'member',
  summary: 'Give points instead of what the attempts earned, or take that back',
  params: ofMember,
  body: OverrideRequest,
  answer: { status: 200, description: 'The grade as it is now.', schema: Grade },
  problems: ['unknown-exercise'],
});

export const reviews = contract({
  method: 'get',
  path: `${CLASS}/reviews`,
  access: 'class',
  summary: 'What waits for an instructor: answers kept for review, and open disputes',
  params: ofClass,
  answer: {
    status: 200,
    description: 'Oldest first.',
    schema: z.object({ items: z.array(ReviewItem) }),
  },
});

export const review = contract({
  method: 'post',
  path: `${CLASS}/attempts/{attempt}/review`,
  access: 'class',
  summary: 'Give points for an attempt, or answer a dispute',
  params: { ...ofClass, attempt: anAttempt },
  body: ReviewRequest,
  answer: { status: 200, description: 'The attempt as it is now.', schema: DeskAttempt },
  problems: ['unknown-attempt'],
});

export const report = contract({
  method: 'get',
  path: `${CLASS}/report`,
  access: 'class',
  summary: 'How the class stands as a whole',
  params: ofClass,
  answer: { status: 200, description: 'Distributions for each exercise.', schema: Report },
});

export const csv = contract({
  method: 'get',
  path: `${CLASS}/export.csv`,
  access: 'class',
  summary: 'The grades as CSV',
  description:
    'UTF-8, commas, CRLF. For a spreadsheet, with a byte order mark: name, number, email, login, section, points, possible, then of each exercise points, status, attempts. For Canvas and Moodle: the columns that their import of grades takes; for Moodle without learners whom it could not find. Points that were not tried are empty, for Moodle "-".',
  params: ofClass,
  query: { for: z.enum(['spreadsheet', 'canvas', 'moodle']).optional().describe('Left out: a spreadsheet.') },
  answer: { status: 200, description: 'The file.', mediaType: 'text/csv' },
});

export const json = contract({
  method: 'get',
  path: `${CLASS}/export.json`,
  access: 'class',
  summary: 'The grades as JSON',
  description: '`version` grows when its shape changes. Points that were not tried are null.',
  params: ofClass,
  answer: { status: 200, description: 'The file.', mediaType: 'application/json' },
});

export const gradebooks = contract({
  method: 'get',
  path: '/api/desk/gradebooks',
  access: 'instructor',
  summary: 'Where grades can be sent',
  answer: {
    status: 200,
    description: 'All there are.',
    schema: z.object({ gradebooks: z.array(GradebookInfo) }),
  },
});

export const send = contract({
  method: 'post',
  path: `${CLASS}/gradebook/{gradebook}`,
  access: 'class',
  summary: 'Send the grades of a class',
  params: { ...ofClass, gradebook: { schema: z.string(), unknown: 'unknown-gradebook' } },
  answer: { status: 200, description: 'What came of it.', schema: GradebookReport },
  problems: ['unknown-gradebook', 'not-in-exam'],
});
