import { z } from 'zod';
import {
  ClassChange,
  ClassDetail,
  ClassInstructorChange,
  ClassSummary,
  Live,
  LiveChange,
  NewClass,
} from '../desk/class.ts';
import { AuditEntry } from '../desk/grades.ts';
import { contract } from './contract.ts';
import { CLASS, countFrom, ofClass } from './params.ts';

export const list = contract({
  method: 'get',
  path: '/api/desk/classes',
  access: 'instructor',
  summary: 'Your classes',
  answer: {
    status: 200,
    description: 'Newest first, archived ones too.',
    schema: z.object({ classes: z.array(ClassSummary) }),
  },
});

export const begin = contract({
  method: 'post',
  path: '/api/desk/classes',
  access: 'instructor',
  summary: 'Begin a class',
  body: NewClass,
  answer: { status: 201, description: 'With its code.', schema: ClassDetail },
  problems: ['unknown-course'],
  limit: { perMinute: 20, per: 'instructor', what: 'new classes' },
});

export const read = contract({
  method: 'get',
  path: CLASS,
  access: 'class',
  summary: 'A class of yours',
  params: ofClass,
  answer: { status: 200, description: 'With its settings.', schema: ClassDetail },
});

export const change = contract({
  method: 'post',
  path: CLASS,
  access: 'class',
  summary: 'Name, code, settings or archiving of a class',
  description:
    'What is left out stays; settings come whole. An archived class takes nobody in, and keeps all it has.',
  params: ofClass,
  body: ClassChange,
  answer: { status: 200, description: 'As it is now.', schema: ClassDetail },
});

export const live = contract({
  method: 'post',
  path: `${CLASS}/live`,
  access: 'class',
  summary: 'Pause all terminals, or set a timer',
  params: ofClass,
  body: LiveChange,
  answer: { status: 200, description: 'As it is now.', schema: Live },
  problems: ['class-archived'],
});

export const setInstructor = contract({
  method: 'post',
  path: `${CLASS}/instructors`,
  access: 'class',
  summary: 'Take an instructor into the class, or out of it',
  params: ofClass,
  body: ClassInstructorChange,
  answer: { status: 200, description: 'As it is now.', schema: ClassDetail },
  problems: ['unknown-instructor'],
});

export const audit = contract({
  method: 'get',
  path: `${CLASS}/audit`,
  access: 'class',
  summary: 'What was changed, by whom and when',
  params: ofClass,
  query: { before: countFrom(1).optional().describe('Only entries older than this one.') },
  answer: {
    status: 200,
    description: 'Newest first, 100 at a time.',
    schema: z.object({ entries: z.array(AuditEntry) }),
  },
  problems: ['invalid-fields'],
});
