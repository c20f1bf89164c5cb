import * as api from '../../../protocol/api/school.ts';
import type { Instructor } from '../../../protocol/desk/instructor.ts';
import type { Me } from '../../../protocol/learner.ts';
import type { SchoolAccounts } from '../../classes/school-accounts.ts';
import type { HostMaker } from '../../host-maker/contract.ts';
import type { SchoolSettings } from '../../host-maker/school-settings.ts';
import type { Account } from '../../store/accounts.ts';
import type { KeptInstructor } from '../../store/instructors.ts';
import type { Learner, Learners } from '../../store/learners.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import type { Sessions } from '../session.ts';
import type { Tickets } from '../tickets.ts';

interface Parts {
  school: SchoolSettings | undefined;
  /** Each lets a learner in, by their id. */
  tickets: Tickets<string>;
  /** Each is of an account that an instructor connects. */
  connections: Tickets<Account>;
  accounts: SchoolAccounts;
  shown(instructor: KeptInstructor): Instructor;
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
  accounts,
  learners,
  sessions,
  hosts,
  me,
  shown,
}: Parts): Route[] {
  return [
    route(api.signIn, () => ({
      school: school
        ? { name: school.name, instructors: school.instructors !== undefined, learners: school.learners }
        : null,
    })),
    route(api.connect, ({ instructor, body }) => {
      const account = connections.use(body.ticket);
      if (!account) throw wrongTicket();
      if (accounts.connect(account, instructor)) return shown(instructor);
      throw new HttpProblem(
        'account-taken',
        'This account signs another instructor in. Sign out, and in again by the account.',
      );
    }),
    route(api.enter, async ({ body, request, response }) => {
      const learner = learners.current(tickets.use(body.ticket) ?? '');
      if (!learner || !['active', 'waiting'].includes(learner.state)) throw wrongTicket();
      if (learner.state === 'active') await hosts.ensure({ learner: learner.id, course: learner.course });
      sessions.begin(request, response, learner);
      return me(learner);
    }),
  ];
}

const wrongTicket = () =>
  new HttpProblem('wrong-ticket', 'Sign in once more; this way in is good once, for a minute.');
