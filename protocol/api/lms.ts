import { z } from 'zod';
import {
  Lms,
  LmsCourseChange,
  LmsCourseId,
  LmsDesk,
  LmsEntry,
  LmsId,
  LmsItemsRequest,
  LmsOfClass,
  LmsRoster,
  LmsTest,
} from '../lms.ts';
import { contract } from './contract.ts';
import { CLASS, ofClass } from './params.ts';

const LMS = '/api/desk/lms';
const ofLms = { lms: { schema: LmsId, unknown: 'unknown-lms' } } as const;
const ofCourse = { ...ofClass, course: { schema: LmsCourseId, unknown: 'unknown-lms-course' } } as const;

export const lms = contract({
  method: 'get',
  path: LMS,
  access: 'instructor',
  summary: 'The LMSs that are connected, and what one has to know of this lab server',
  answer: { status: 200, description: 'All there are.', schema: LmsDesk },
});

export const connectLms = contract({
  method: 'post',
  path: LMS,
  access: 'instructor',
  summary: 'Connect an LMS by hand (operators only)',
  body: LmsEntry,
  answer: { status: 201, description: 'It is connected.', schema: Lms },
  problems: ['not-operator', 'lms-connected'],
});

export const changeLms = contract({
  method: 'post',
  path: `${LMS}/{lms}`,
  access: 'instructor',
  summary: 'Change how an LMS is connected (operators only)',
  params: ofLms,
  body: LmsEntry,
  answer: { status: 200, description: 'As it is now.', schema: Lms },
  problems: ['not-operator', 'unknown-lms', 'lms-connected'],
});

export const disconnectLms = contract({
  method: 'delete',
  path: `${LMS}/{lms}`,
  access: 'instructor',
  summary: 'Disconnect an LMS (operators only)',
  description: 'Classes, learners and marks stay. Points that wait for it are not sent.',
  params: ofLms,
  answer: { status: 204, description: 'Nobody comes from it any more.' },
  problems: ['not-operator', 'unknown-lms'],
});

export const testLms = contract({
  method: 'post',
  path: `${LMS}/{lms}/test`,
  access: 'instructor',
  summary: 'Try the connection to an LMS (operators only)',
  params: ofLms,
  answer: { status: 200, description: 'What was found.', schema: LmsTest },
  problems: ['not-operator', 'unknown-lms'],
  limit: { perMinute: 20, per: 'instructor', what: 'tests' },
});

export const registerLms = contract({
  method: 'post',
  path: '/api/desk/lms-registration',
  access: 'instructor',
  summary: 'A link by which an LMS connects itself (operators only)',
  description: 'For Dynamic Registration. It is good once, for an hour.',
  answer: {
    status: 201,
    description: 'The link.',
    schema: z.object({ url: z.string(), expiresAt: z.iso.datetime() }),
  },
  problems: ['not-operator', 'no-public-url'],
});

export const renewLmsKey = contract({
  method: 'post',
  path: '/api/desk/lms-key',
  access: 'instructor',
  summary: 'Sign with a new key from now on (operators only)',
  description: 'Keys before it are published for thirty days more.',
  answer: { status: 200, description: 'As it is now.', schema: LmsDesk },
  problems: ['not-operator'],
  limit: { perMinute: 5, per: 'instructor', what: 'new keys' },
});

export const lmsOfClass = contract({
  method: 'get',
  path: `${CLASS}/lms`,
  access: 'class',
  summary: 'The courses of an LMS whose learners come into a class, and the points on their way there',
  params: ofClass,
  answer: { status: 200, description: 'All there are.', schema: LmsOfClass },
});

export const changeLmsCourse = contract({
  method: 'post',
  path: `${CLASS}/lms/{course}`,
  access: 'class',
  summary: 'Change which columns points go into, or the class that learners of a course come into',
  description: 'The course is one of any class of yours.',
  params: ofCourse,
  body: LmsCourseChange,
  answer: { status: 200, description: 'As it is now.', schema: LmsOfClass },
  problems: ['unknown-lms-course', 'other-course'],
});

export const sendLmsScores = contract({
  method: 'post',
  path: `${CLASS}/lms/{course}/send`,
  access: 'class',
  summary: 'Send all points of a course once more',
  params: ofCourse,
  answer: { status: 202, description: 'They wait to be sent.', schema: LmsOfClass },
  problems: ['unknown-lms-course'],
  limit: { perMinute: 20, per: 'instructor', what: 'sendings' },
});

export const takeLmsRoster = contract({
  method: 'post',
  path: `${CLASS}/lms/{course}/roster`,
  access: 'class',
  summary: 'Put those who are in a course on the roster',
  description:
    'Somebody of the class who has the e-mail address, number or login of one of them, or as only one the same name, is taken for the same person.',
  params: ofCourse,
  answer: { status: 200, description: 'What came of it.', schema: LmsRoster },
  problems: ['unknown-lms-course', 'lms-trouble'],
  limit: { perMinute: 20, per: 'instructor', what: 'rosters' },
});

export const lmsItems = contract({
  method: 'post',
  path: '/api/lms/items',
  access: 'anyone',
  summary: 'Choose what an LMS links to',
  description:
    'The ticket is of a launch for choosing (Deep Linking 2.0), for an hour. The page then sends `jwt` as a form’s field JWT to `url`.',
  body: LmsItemsRequest,
  answer: {
    status: 200,
    description: 'What the LMS takes.',
    schema: z.object({ url: z.string(), jwt: z.string() }),
  },
  problems: ['wrong-ticket', 'unknown-exercise'],
});
