import { z } from 'zod';
import {
  Erased,
  LearnerChange,
  MergeRequest,
  RosterImport,
  RosterLearner,
  RosterReport,
} from '../../../protocol/desk/roster.ts';
import { requireNotArchived } from '../../classes/class-desk.ts';
import type { LearnerExport } from '../../classes/learner-export.ts';
import { plainName } from '../../classes/names.ts';
import type { Roster } from '../../classes/roster.ts';
import { RosterError } from '../../classes/roster-file.ts';
import { HttpProblem } from '../problem.ts';
import { classRoute, memberRoute, type Route } from '../route.ts';

interface Parts {
  roster: Roster;
  exporting: LearnerExport;
}

/** The roster of a class. */
export function deskLearnerRoutes({ roster, exporting }: Parts): Route[] {
  return [
    classRoute(
      {
        method: 'get',
        path: '/learners',
        summary: 'The roster of a class',
        success: {
          status: 200,
          description: 'By name, with those who wait, are only listed, or were removed.',
          schema: z.object({ learners: z.array(RosterLearner) }),
        },
      },
      ({ group }) => ({ learners: roster.list(group) }),
    ),
    classRoute(
      {
        method: 'post',
        path: '/learners',
        summary: 'Put learners on the roster, from CSV',
        description:
          'Commas, semicolons or tabs; a header that names the columns, or none: then name, number.',
        body: RosterImport,
        success: { status: 200, description: 'What came of each line, or would.', schema: RosterReport },
        problems: ['class-archived'],
      },
      ({ group, body, instructor }) => {
        requireNotArchived(group);
        try {
          return roster.import(group, body.csv, body.dryRun, instructor);
        } catch (error) {
          if (!(error instanceof RosterError)) throw error;
          const errors = [{ path: '/csv', message: error.message }];
          throw new HttpProblem('invalid-fields', error.message, { errors });
        }
      },
    ),
    memberRoute(
      {
        method: 'post',
        path: '',
        summary: 'Let a learner in, rename, move, remove or bring back',
        description:
          'What is left out stays. Who is removed keeps all they have done, and their host is cleared away.',
        body: LearnerChange,
        success: { status: 200, description: 'As they are now.', schema: RosterLearner },
        problems: ['name-taken'],
      },
      async ({ group, learner, body, instructor }) =>
        roster.show(await roster.change(group, learner, body, instructor)),
    ),
    memberRoute(
      {
        method: 'post',
        path: '/merge',
        summary: 'Make a learner part of another, who joined twice',
        description: 'The other gets all they have done, and goes on in both browsers.',
        body: MergeRequest,
        success: { status: 200, description: 'The other, with all of both.', schema: RosterLearner },
      },
      async ({ group, learner, body, instructor }) =>
        roster.show(await roster.merge(group, learner, body.into, instructor)),
    ),
    memberRoute(
      {
        method: 'get',
        path: '/export',
        summary: 'All that is kept of a learner',
        success: {
          status: 200,
          description: 'A JSON file: who they are, attempts with verdicts, notes, messages, recordings.',
          mediaType: 'application/json',
        },
      },
      async ({ group, learner, response }) => {
        const file = `vethlab-${learner.id}.json`;
        response.set('Content-Disposition', `attachment; filename="${file}"`);
        response.type('json').send(JSON.stringify(await exporting.of(group, learner), null, 2));
      },
    ),
    memberRoute(
      {
        method: 'delete',
        path: '',
        summary: 'Erase a learner, for good',
        description:
          'Takes out all that is kept of them. The audit trail keeps that it was done, and by whom.',
        query: {
          name: { schema: z.string(), description: 'Their name, so that nobody is erased by a slip.' },
        },
        success: { status: 200, description: 'What there was.', schema: Erased },
        problems: ['invalid-fields'],
      },
      ({ group, learner, request, instructor }) => {
        const { name } = request.query;
        if (typeof name === 'string' && plainName(name) === plainName(learner.name)) {
          return roster.erase(group, learner, instructor);
        }
        const message = `Type ${learner.name} to erase them.`;
        throw new HttpProblem('invalid-fields', message, { errors: [{ path: '/name', message }] });
      },
    ),
  ];
}
