import type { Router } from 'express';
import type { Logger } from 'pino';
import type { Me } from '../../protocol/learner.ts';
import type { JoiningDesk } from '../classes/joining.ts';
import { SchoolAccounts } from '../classes/school-accounts.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { SchoolSettings } from '../host-maker/school-settings.ts';
import type { Route } from '../http/route.ts';
import { shownInstructor } from '../http/routes/desk-account.ts';
import { schoolRoutes } from '../http/routes/school.ts';
import { SchoolProvider } from '../http/school/provider.ts';
import { signInRouter } from '../http/school/sign-in.ts';
import type { Sessions } from '../http/session.ts';
import { Tickets } from '../http/tickets.ts';
import type { Account } from '../store/accounts.ts';
import type { Learner } from '../store/learners.ts';
import type { Stores } from '../store/stores.ts';

/** ms for which a ticket lets its learner in: from the page of the school or an LMS to ours. */
const TICKET_LIFETIME = 60_000;

interface Parts {
  settings: SchoolSettings | undefined;
  stores: Stores;
  joining: JoiningDesk;
  sessions: Sessions;
  hosts: Pick<HostMaker, 'ensure'>;
  me(learner: Learner): Me;
  publicUrl: URL | undefined;
  logger: Logger;
}

interface School {
  accounts: SchoolAccounts;
  /** Each lets a learner in, by their id. */
  tickets: Tickets<string>;
  routes: Route[];
  /** Leads to the school's page and back; undefined if there is no such sign-in. */
  router: Router | undefined;
}

/** Puts together who comes by an account of the school: the sign-in itself, and the tickets that let people in. */
export function createSchool(parts: Parts): School {
  const { settings, stores, joining, sessions, hosts, me, publicUrl, logger } = parts;
  const { accounts: kept, instructors, learners } = stores;
  const tickets = new Tickets<string>(TICKET_LIFETIME);
  const connections = new Tickets<Account>(TICKET_LIFETIME);
  const accounts = new SchoolAccounts({ accounts: kept, instructors, learners, joining });
  const way = { accounts, tickets, connections };
  return {
    accounts,
    tickets,
    routes: schoolRoutes({
      ...way,
      ...{ school: settings, learners, sessions, hosts, me },
      shown: shownInstructor(kept),
    }),
    router:
      settings &&
      signInRouter({
        ...way,
        ...{ settings, provider: new SchoolProvider(settings), instructors, publicUrl, logger },
      }),
  };
}
