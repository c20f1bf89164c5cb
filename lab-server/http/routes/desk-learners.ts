import * as api from '../../../protocol/api/desk-learners.ts';
import { requireNotArchived } from '../../classes/class-desk.ts';
import type { LearnerExport } from '../../classes/learner-export.ts';
import { plainName } from '../../classes/names.ts';
import type { Roster } from '../../classes/roster.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  roster: Roster;
  exporting: LearnerExport;
}

/** The roster of a class. */
export function deskLearnerRoutes({ roster, exporting }: Parts): Route[] {
  return [
    route(api.roster, ({ group }) => ({ learners: roster.list(group) })),
    route(api.importRoster, ({ group, body, instructor }) => {
      requireNotArchived(group);
      return roster.import(group, body, instructor);
    }),
    route(api.change, async ({ group, learner, body, instructor }) =>
      roster.show(await roster.change(group, learner, body, instructor)),
    ),
    route(api.merge, async ({ group, learner, body, instructor }) =>
      roster.show(await roster.merge(group, learner, body.into, instructor)),
    ),
    route(api.exportAll, async ({ group, learner, response }) => {
      const file = `vethlab-${learner.id}.json`;
      response.set('Content-Disposition', `attachment; filename="${file}"`);
      response.type('json').send(JSON.stringify(await exporting.of(group, learner), null, 2));
    }),
    route(api.erase, ({ group, learner, query, instructor }) => {
      if (query.name !== undefined && plainName(query.name) === plainName(learner.name)) {
        return roster.erase(group, learner, instructor);
      }
      const message = `Type ${learner.name} to erase them.`;
      throw new HttpProblem('invalid-fields', message, { errors: [{ path: '/name', message }] });
    }),
  ];
}
