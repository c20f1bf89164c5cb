import { computed, signal } from '@preact/signals';
import * as api from '../../protocol/api/learner.ts';
import { enter as enterByTicket } from '../../protocol/api/school.ts';
import type { JoinRequest, Me } from '../../protocol/learner.ts';
import { askForCode, classCode, forgetCode } from '../class/class-code.ts';
import { noteMembership } from '../class/membership.ts';
import { forgetAll, keep, kept, onKeptElsewhere } from '../shell/kept.ts';
import { ApiProblem, call } from '../wire/api.ts';
import { SaidInOrder } from '../wire/latest.ts';
import { base } from '../words/base.ts';
import { pathIn } from '../words/languages.ts';
import { language } from '../words/now.ts';

/** The learner, who may still wait to be let in; null when nobody has joined in this browser, undefined until that is known. */
export const me = signal<Me | null | undefined>(undefined);

const order = new SaidInOrder();

/** Whether the learner is in. A learner who waits may ask the lab server only who they are. */
export const takesPart = computed(() => me.value?.state === 'active');

/** The learner who was last in this browser. */
const LAST = 'learner';

/** The learner who has joined on a page of another course just now, and must see their personal code here. */
const NEWCOMER = 'newcomer';

/** Whether the page asks for a name just now. */
export const asking = signal(false);

/** The learner who has just joined a class and must see their personal code once. */
export const newcomer = signal<Me>();

let waiting: ((joined: boolean) => void)[] = [];

/** Asks who the learner is. @throws ApiProblem when the server does not answer. */
export async function loadMe(): Promise<void> {
  const isNewest = order.ask();
  try {
    const next = await call(api.me);
    if (isNewest()) become(next);
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem && thrown.problem.status === 401)) throw thrown;
    if (isNewest()) become(null, thrown.problem.type === '/problems/erased');
  }
}

/** Joins, which makes a lab host too. Whoever joins in another course goes to its pages. @throws ApiProblem with what is wrong. */
export async function join(request: JoinRequest): Promise<void> {
  const joined = await call(api.join, { body: request });
  if (request.code) forgetCode();
  // A learner who gave their personal code has it already. One who studies alone needs it only once they leave.
  const isNewcomer = joined.class !== null && !request.personalCode;
  if (joined.base !== base) return goOnIn(joined, isNewcomer);
  order.told();
  become(joined);
  if (isNewcomer) newcomer.value = joined;
  settle(takesPart.value);
}

/** Leads to the pages of the learner's course, which tell a newcomer their personal code. Never resolves, since this page is left. */
function goOnIn(learner: Me, isNewcomer: boolean): Promise<never> {
  if (isNewcomer) keep(NEWCOMER, learner.id, learner.base);
  location.assign(pathIn(language, '/', learner.base));
  return new Promise(() => {});
}

/** Comes in by a ticket from the school's sign-in. @throws ApiProblem */
export async function enter(ticket: string): Promise<void> {
  const joined = await call(enterByTicket, { body: { ticket } });
  forgetCode();
  if (joined.base !== base) return goOnIn(joined, false);
  order.told();
  become(joined);
  settle(takesPart.value);
}

/** Resolves to true once there is a learner who is in. Asks for a name when there is no learner, and resolves to false when no name is given. */
export async function needLearner(): Promise<boolean> {
  if (me.value === undefined) await loadMe();
  if (takesPart.value) return true;
  asking.value = true;
  return new Promise((resolve) => waiting.push(resolve));
}

/** Asks for a class code, so that a learner who studies alone goes on in a class. */
export function joinClass(): void {
  askForCode();
  asking.value = true;
}

/** To be called when the question for a name was closed without an answer. */
export function declineToJoin(): void {
  if (!asking.value) return;
  if (me.value?.class || classCode.value === '') forgetCode();
  settle(false);
}

/** Leaves this browser to somebody else, with nothing of this learner in it. @throws ApiProblem */
export async function leave(): Promise<void> {
  await call(api.leave);
  forgetAll();
  location.reload();
}

/** A tab whose learner is another by now begins anew. */
export function followOtherTabs(): void {
  onKeptElsewhere(LAST, (id) => {
    if (id !== (me.value?.id ?? null)) location.reload();
  });
}

function become(next: Me | null, isErased = false): void {
  const last = kept(LAST);
  const isNewcomer = next !== null && kept(NEWCOMER) === next.id;
  // What the browser remembers, such as drafts of answers, is another learner's.
  if (next && last !== null && last !== next.id) forgetAll();
  if (next) keep(LAST, next.id);
  noteMembership(next, isErased);
  me.value = next;
  if (isNewcomer) {
    keep(NEWCOMER, null);
    newcomer.value = next;
  }
  // Callers that wait for a learner go on once the learner is let in.
  if (takesPart.value && waiting.length > 0) settle(true);
}

function settle(joined: boolean): void {
  asking.value = false;
  for (const resolve of waiting) resolve(joined);
  waiting = [];
}
