import type { Router } from 'express';
import type { Logger } from 'pino';
import { LTI_CHOOSE, LTI_KEYS, LTI_LAUNCH, LTI_LOGIN } from '../../protocol/lms.ts';
import type { ClassDesk } from '../classes/class-desk.ts';
import type { JoiningDesk } from '../classes/joining.ts';
import { LmsArrivals } from '../classes/lms-arrivals.ts';
import { LmsClasses, titleOf } from '../classes/lms-classes.ts';
import type { SchoolAccounts } from '../classes/school-accounts.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Gradebook } from '../gradebook/contract.ts';
import type { ClassGrades } from '../grading/class-grades.ts';
import type { Marks } from '../grading/marks.ts';
import { pointsIn } from '../grading/points.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { CoursePaths } from '../http/course-paths.ts';
import { CHOOSING, lmsRouter, originsOf } from '../http/lms/launches.ts';
import type { Route } from '../http/route.ts';
import { lmsRoutes } from '../http/routes/lms.ts';
import { Tickets } from '../http/tickets.ts';
import { exercisesOf, resourceIdOf } from '../lms/columns.ts';
import type { Choosing } from '../lms/deep-linking.ts';
import { IdTokens } from '../lms/id-token.ts';
import { OwnKeys } from '../lms/keys.ts';
import { Outside } from '../lms/outside.ts';
import type { Here } from '../lms/registration.ts';
import { LmsSender } from '../lms/sender.ts';
import { LmsServices } from '../lms/services.ts';
import type { Stores } from '../store/stores.ts';

/** ms for which a link lets an LMS connect itself. */
const REGISTRATION_LIFETIME = 3_600_000;

export interface LmsOptions {
  /** Whether LMSs may be asked at addresses of this machine and of private networks. */
  privateAddresses: boolean;
  /** ms: waits between tries to send points; when left out, those of lms/sender.ts. */
  times?: { first: number; longest: number };
}

interface Parts extends LmsOptions {
  paths: Pick<CoursePaths, 'of' | 'baseOf'>;
  stores: Stores;
  courses: Shelf;
  marks: Marks;
  grades: ClassGrades;
  classDesk: ClassDesk;
  joining: JoiningDesk;
  accounts: SchoolAccounts;
  /** Each lets a learner in, by their id. */
  tickets: Tickets<string>;
  publicUrl: URL | undefined;
  hosts: Pick<HostMaker, 'ensure'>;
  /** Only for requests by this name. */
  listeningOn: string;
  logger: Logger;
}

interface LmsWay {
  routes: Route[];
  router: Router;
  /** Where grades can be sent, if an LMS is connected. */
  gradebooks(): Gradebook[];
  /** The origins of all LMSs: their pages may show some of ours. */
  origins(): string[];
  begin(): void;
  close(): void;
}

/** Puts together what has to do with LMSs (LTI 1.3): who comes from them, and the points that go there. */
export function createLms(parts: Parts): LmsWay {
  const { stores, courses, marks, grades, classDesk, joining, tickets, publicUrl, paths, logger } = parts;
  const { lms, lmsScores: scores, accounts, learners, classes, instructors, audit, changes } = stores;
  const outside = new Outside(parts);
  const keys = new OwnKeys(lms);
  const services = new LmsServices(outside, keys);
  const idTokens = new IdTokens(outside);
  const sender = new LmsSender({
    ...{ lms, scores, accounts, services, logger },
    columnFor(course, item) {
      const group = classes.find(course.class);
      const catalog = courses.catalogOf(group?.course ?? '');
      const held = exercisesOf(item, [...catalog.values()]);
      const scoreMaximum = held.reduce((sum, one) => sum + pointsIn(group?.settings, one), 0);
      if (scoreMaximum === 0) return undefined;
      const resourceId = resourceIdOf(item, group?.course ?? courses.first, courses.first);
      return { label: titleOf(item, catalog, course), resourceId, scoreMaximum };
    },
    ...(parts.times && { times: parts.times }),
  });
  const wake = () => sender.wake();
  const here = (): Here | undefined => {
    if (publicUrl?.protocol !== 'https:') return undefined;
    const at = (path: string) => new URL(path, publicUrl).href;
    return {
      ...{ url: publicUrl.href, domain: publicUrl.host },
      ...{ login: at(LTI_LOGIN), launch: at(LTI_LAUNCH), choose: at(LTI_CHOOSE), keys: at(LTI_KEYS) },
    };
  };
  const choosing = new Tickets<Choosing>(CHOOSING);
  const registrations = new Tickets<true>(REGISTRATION_LIFETIME);
  const arrivals = new LmsArrivals({
    ...{ lms, scores, accounts, school: parts.accounts, learners, classes, classDesk, joining, courses },
    changes,
  });
  const ofClasses = new LmsClasses({
    ...{
      lms,
      scores,
      accounts,
      classes,
      learners,
      grades,
      marks,
      courses,
      services,
      audit,
      changes,
      wake,
      logger,
    },
  });
  const shared = { lms, keys, idTokens, outside, choosing, registrations, here };
  return {
    routes: lmsRoutes({
      ...shared,
      ...{ scores, services, classes: ofClasses, courses, paths, wake },
      registrationLifetime: REGISTRATION_LIFETIME,
    }),
    router: lmsRouter({
      ...shared,
      ...{ arrivals, instructors, tickets, listeningOn: parts.listeningOn, logger },
      // The page asks for it too, and says what fails.
      ensure: (learner) =>
        void parts.hosts.ensure({ learner, course: stores.courseOf(learner) || undefined }).catch(() => {}),
      chapterOf: (course, exercise) => courses.catalogOf(course).get(exercise)?.chapter,
      baseOf: (course) => paths.baseOf(course),
    }),
    gradebooks: () => ofClasses.gradebooks(),
    origins: () => [...new Set(lms.all().flatMap(originsOf))],
    begin() {
      for (const one of lms.all()) scores.hasten(one.id);
      ofClasses.begin();
    },
    close() {
      ofClasses.close();
      sender.close();
      outside.close();
    },
  };
}
