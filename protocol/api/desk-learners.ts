import { z } from 'zod';
import {
  Erased,
  LearnerChange,
  MergeRequest,
  RosterImport,
  RosterLearner,
  RosterReport,
} from '../desk/roster.ts';
import { contract } from './contract.ts';
import { CLASS, MEMBER, ofClass, ofMember } from './params.ts';

export const roster = contract({
  method: 'get',
  path: `${CLASS}/learners`,
  access: 'class',
  summary: 'The roster of a class',
  params: ofClass,
  answer: {
    status: 200,
    description: 'By name, with those who wait, are only listed, or were removed.',
    schema: z.object({ learners: z.array(RosterLearner) }),
  },
});

export const importRoster = contract({
  method: 'post',
  path: `${CLASS}/learners`,
  access: 'class',
  summary: 'Put learners on the roster, from CSV',
  description:
    'As spreadsheets, Moodle and Canvas save it. The answer says how each column was read; `header` and `columns` say it otherwise.',
  params: ofClass,
  body: RosterImport,
  bodyKib: 4096,
  answer: { status: 200, description: 'What came of each line, or would.', schema: RosterReport },
  problems: ['class-archived'],
});

export const change = contract({
  method: 'post',
  path: MEMBER,
  access: 'member',
  summary: 'Let a learner in, rename, move, remove or bring back',
  description:
    'What is left out stays. Who is removed keeps all they have done, and their host is cleared away.',
  params: ofMember,
  body: LearnerChange,
  answer: { status: 200, description: 'As they are now.', schema: RosterLearner },
  problems: ['name-taken', 'other-course'],
});

export const merge = contract({
  method: 'post',
  path: `${MEMBER}/merge`,
  access: 'member',
  summary: 'Make a learner part of another, who joined twice',
  description: 'The other gets all they have done, and goes on in both browsers.',
  params: ofMember,
  body: MergeRequest,
  answer: { status: 200, description: 'The other, with all of both.', schema: RosterLearner },
});

export const exportAll = contract({
  method: 'get',
  path: `${MEMBER}/export`,
  access: 'member',
  summary: 'All that is kept of a learner',
  params: ofMember,
  answer: {
    status: 200,
    description: 'A JSON file: who they are, attempts with verdicts, notes, messages, recordings.',
    mediaType: 'application/json',
  },
});

export const erase = contract({
  method: 'delete',
  path: MEMBER,
  access: 'member',
  summary: 'Erase a learner, for good',
  description: 'Takes out all that is kept of them. The audit trail keeps that it was done, and by whom.',
  params: ofMember,
  query: { name: z.string().optional().describe('Their name, so that nobody is erased by a slip.') },
  answer: { status: 200, description: 'What there was.', schema: Erased },
  problems: ['invalid-fields'],
});
