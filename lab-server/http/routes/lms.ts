import * as api from '../../../protocol/api/lms.ts';
import {
  type Lms,
  type LmsDesk,
  type LmsEntry,
  type LmsItem,
  type LmsTest,
  type LmsTrouble,
  LTI_REGISTER,
} from '../../../protocol/lms.ts';
import { TICKET } from '../../../protocol/school.ts';
import type { LmsClasses } from '../../classes/lms-classes.ts';
import type { Catalog } from '../../course/catalog.ts';
import type { Shelf } from '../../course/shelf.ts';
import { answerTo, type Choosing, type Chosen } from '../../lms/deep-linking.ts';
import { LmsFailure } from '../../lms/failure.ts';
import { type IdTokens, keysAt } from '../../lms/id-token.ts';
import type { OwnKeys } from '../../lms/keys.ts';
import type { Outside } from '../../lms/outside.ts';
import type { Here } from '../../lms/registration.ts';
import type { LmsServices } from '../../lms/services.ts';
import type { KeptLms, LmsStore } from '../../store/lms.ts';
import type { LmsScores } from '../../store/lms-scores.ts';
import type { CoursePaths } from '../course-paths.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import type { Tickets } from '../tickets.ts';
import { unknown } from '../unknown.ts';
import { requireOperator } from './desk-account.ts';
import { exerciseIn } from './exercises.ts';

interface Parts {
  lms: LmsStore;
  scores: LmsScores;
  keys: OwnKeys;
  services: LmsServices;
  idTokens: IdTokens;
  outside: Outside;
  classes: LmsClasses;
  courses: Shelf;
  paths: Pick<CoursePaths, 'of'>;
  choosing: Tickets<Choosing>;
  registrations: Tickets<true>;
  /** ms for which a link for connecting is good. */
  registrationLifetime: number;
  here(): Here | undefined;
  /** Has the queue of points looked at. */
  wake(): void;
}

/** Connecting LMSs, and the courses of theirs that classes belong to. http/lms/launches.ts takes in the people who come from them. */
export function lmsRoutes(parts: Parts): Route[] {
  const { lms: store, scores, keys, services, idTokens, classes, here } = parts;
  const shown = (lms: KeptLms): Lms => ({ ...lms, courses: store.coursesOf(lms).length });
  const all = (): LmsDesk => ({ here: here() ?? null, lms: store.all().map(shown), keys: keys.list() });
  const named = (id: string): KeptLms => {
    const lms = store.find(id);
    if (lms) return lms;
    throw unknown('unknown-lms', id);
  };
  const requireFree = ({ issuer, clientId }: LmsEntry, but?: string) => {
    const [other] = store.by(issuer, clientId).filter(({ id }) => id !== but);
    if (!other) return;
    throw new HttpProblem(
      'lms-connected',
      `${other.name} has this issuer and client ID; change that one, or disconnect it first.`,
    );
  };
  /** Whatever was known by the former connection is asked for anew. */
  const anew = (lms: KeptLms) => {
    idTokens.forget();
    services.forget();
    scores.hasten(lms.id);
    parts.wake();
  };
  return [
    route(api.lms, all),
    route(api.connectLms, ({ instructor, body }) => {
      requireOperator(instructor);
      requireFree(body);
      return shown(store.add(body));
    }),
    route(api.changeLms, ({ instructor, params, body }) => {
      requireOperator(instructor);
      const lms = named(params.lms);
      requireFree(body, lms.id);
      const changed = store.change(lms, body);
      anew(changed);
      return shown(changed);
    }),
    route(api.disconnectLms, ({ instructor, params }) => {
      requireOperator(instructor);
      store.remove(named(params.lms));
    }),
    route(api.testLms, ({ instructor, params }) => {
      requireOperator(instructor);
      return tryOut(named(params.lms), parts);
    }),
    route(api.registerLms, ({ instructor }) => {
      requireOperator(instructor);
      const own = here();
      if (!own)
        throw new HttpProblem(
          'no-public-url',
          'Give the lab server a certificate (TLS_CERT, TLS_KEY) or a proxy with one, and set PUBLIC_URL to its address.',
        );
      const url = new URL(LTI_REGISTER, own.url);
      url.searchParams.set(TICKET, parts.registrations.issue(true));
      return {
        url: url.href,
        expiresAt: new Date(Date.now() + parts.registrationLifetime).toISOString(),
      };
    }),
    route(api.renewLmsKey, async ({ instructor }) => {
      requireOperator(instructor);
      await keys.renew();
      return all();
    }),
    route(api.lmsOfClass, ({ group, instructor }) => classes.of(group, instructor)),
    route(api.changeLmsCourse, ({ group, params, body, instructor }) => {
      classes.change(group, params.course, body, instructor);
      return classes.of(group, instructor);
    }),
    route(api.sendLmsScores, ({ group, params, instructor }) => {
      classes.again(group, params.course, instructor);
      return classes.of(group, instructor);
    }),
    route(api.takeLmsRoster, ({ group, params, instructor }) =>
      classes.roster(group, params.course, instructor),
    ),
    route(api.lmsItems, async ({ body, request }) => {
      // What can't be chosen takes no ticket.
      const course = parts.paths.of(request);
      const catalog = parts.courses.catalogOf(course);
      const wanted = body.items.map((item) => ({ course, ...chosenOf(item, catalog) }));
      const choosing = parts.choosing.use(body.ticket);
      const own = here();
      if (!choosing || !own)
        throw new HttpProblem(
          'wrong-ticket',
          'Begin once more in the LMS; a choice can take an hour, and is sent once.',
        );
      const chosen = choosing.several ? wanted : wanted.slice(0, 1);
      const columns = body.columns && choosing.columns;
      return {
        url: choosing.url,
        jwt: await answerTo(choosing, chosen, {
          ...{ keys, launch: own.launch, columns },
          first: parts.courses.first,
        }),
      };
    }),
  ];
}

/** @throws HttpProblem */
function chosenOf(item: LmsItem, catalog: Catalog): Omit<Chosen, 'course'> {
  const worth = (of: (chapter: string) => boolean) =>
    [...catalog.values()].reduce((sum, one) => sum + (of(one.chapter) ? one.points : 0), 0) || null;
  if ('exercise' in item) {
    const { id, number, title, points } = exerciseIn(catalog, item.exercise);
    return { title: `${number}. ${title}`, points: points || null, exercise: id };
  }
  if ('chapter' in item) {
    const { chapter, title } = item;
    return { title, points: worth((one) => one === chapter), chapter };
  }
  return { title: item.title, points: worth(() => true) };
}

/** Tries one part of the connection after another, whatever came of the one before. */
async function tryOut(lms: KeptLms, { outside, services }: Parts): Promise<LmsTest> {
  const tried = async (step: LmsTest['steps'][number]['step'], work: () => Promise<unknown>) => {
    try {
      await work();
      return { step, ok: true, why: null, detail: '' };
    } catch (error) {
      if (!(error instanceof LmsFailure)) throw error;
      const { why, detail }: { why: LmsTrouble; detail: string } = error;
      return { step, ok: false, why, detail };
    }
  };
  const steps = [
    await tried('site', async () => {
      const { status } = await outside.ask(lms.authUrl);
      // Without a launch it refuses, and that in many ways. Only an address that leads nowhere is wrong.
      if (status === 404 || status >= 500)
        throw new LmsFailure('not-understood', { detail: `${status}`, status });
    }),
    await tried('keys', () => keysAt(outside, lms.keysUrl)),
    await tried('token', () => services.tryToken(lms)),
    { step: 'launch' as const, ok: lms.cameAt !== null, why: null, detail: '' },
  ];
  return { steps };
}
