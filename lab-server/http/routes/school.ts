import * as api from '../../../protocol/api/school.ts';
import type { Me } from '../../../protocol/learner.ts';
import { SIGN_IN } from '../../../protocol/school.ts';
import type { HostMaker } from '../../host-maker/contract.ts';
import type { SchoolSettings } from '../../host-maker/school-settings.ts';
import type { Learner, Learners } from '../../store/learners.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import type { Sessions } from '../session.ts';
import type { Tickets } from '../tickets.ts';

interface Parts {
  school: SchoolSettings | undefined;
  /** Each lets a learner in, by their id. */
  tickets: Tickets<string>;
  /** Each lets an instructor, by their id, connect an account. */
  connections: Tickets<string>;
  learners: Learners;
  sessions: Sessions;
  hosts: Pick<HostMaker, 'ensure'>;
  me(learner: Learner): Me;
}

/** What a page asks of the sign-in by the school's accounts; http/school/sign-in.ts leads to the school and back. */
export function schoolRoutes({
  school,
  tickets,
  connections,
  learners,
  sessions,
  hosts,
  me,
}: Parts): Route[] {
  return [
    route(api.signIn, () => ({
      school: school
        ? { name: school.name, instructors: school.instructors !== undefined, learners: school.learners }
        : null,
    })),
    route(api.connect, ({ instructor }) => ({
      path: `${SIGN_IN}?connect=${connections.issue(instructor.id)}`,
    })),
    route(api.enter, async ({ body, request, response }) => {
      const learner = learners.current(tickets.use(body.ticket) ?? '');
      if (!learner || !['active', 'waiting'].includes(learner.state))
        throw new HttpProblem('wrong-ticket', 'Sign in once more; this way in is good once, for a minute.');
      if (learner.state === 'active') await hosts.ensure({ learner: learner.id });
      sessions.begin(request, response, learner);
      return me(learner);
    }),
  ];
}
