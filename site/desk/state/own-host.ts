import * as api from '../../../protocol/api/desk-host.ts';
import { roster } from '../../../protocol/api/desk-learners.ts';
import type { InstructorHost, InstructorHostKind } from '../../../protocol/desk/instructor-host.ts';
import type { TerminalRequest } from '../../../protocol/terminal.ts';
import { Latest } from '../../wire/latest.ts';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime } from '../../words/format.ts';
import { ask } from './session.ts';

/** Pause in ms between two looks at a host that is being made, and at one that is ready. */
const [SOON, LATER] = [1000, 10_000];

/** The instructor's own lab host; null when there is none, undefined until that is known. */
export const ownHost = new Latest<InstructorHost | null | undefined>(undefined);

/** @throws ApiProblem */
export const loadOwnHost = (): Promise<void> => ownHost.read(async () => (await ask(api.own)).host);

/** Gets one, in the place of the one that there is. @throws ApiProblem */
export async function makeOwnHost(group: string, learner: string, kind: InstructorHostKind): Promise<void> {
  ownHost.value = await ask(api.make, { params: { class: group, learner }, body: { kind } });
}

/** Gives a copy of it to a learner. @throws ApiProblem */
export const giveOwnHost = (group: string, learner: string): Promise<unknown> =>
  ask(api.give, { params: { class: group, learner } });

/** @throws ApiProblem */
export async function throwOwnHostAway(): Promise<void> {
  await ask(api.throwAway);
  await loadOwnHost();
}

/** @throws ApiProblem */
export async function openOwnTerminal(size: TerminalRequest): Promise<string> {
  const { id } = await ask(api.openTerminal, { body: size });
  if (ownHost.value) ownHost.value = { ...ownHost.value, terminals: [...ownHost.value.terminals, id] };
  return id;
}

/** Those of the host's class who can get it. @throws ApiProblem */
export async function whoCanGetIt(group: string): Promise<{ id: string; name: string }[]> {
  const { learners } = await ask(roster, { params: { class: group } });
  return learners.filter(({ state }) => state === 'active');
}

/** Asks again and again. @returns a function that ends it. */
export function followOwnHost(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async (): Promise<void> => {
    // A lab server that does not answer is reported where the page asks it for something.
    await loadOwnHost().catch(() => {});
    const state = ownHost.value?.status.state;
    timer = setTimeout(() => void look(), state === undefined || state === 'ready' ? LATER : SOON);
  };
  void look();
  return () => clearTimeout(timer);
}

/** What it is, in words that go on a sentence. */
export function kindInWords({ kind, learner, at }: InstructorHost): string {
  const said = desk.hosts.mine;
  return (kind === 'copy' ? said.isCopy : said.isFresh)(learner.name, dayAndTime(at));
}
