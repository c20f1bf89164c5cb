import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { HostStatus } from '../../protocol/host.ts';
import { Me } from '../../protocol/learner.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { type Lab, startLab, TWO_COURSES } from '../testing/lab.ts';
import { LearnerClient, postJson } from '../testing/learner-client.ts';
import { cookieIn } from '../testing/set-cookie.ts';
import { TerminalClient } from '../testing/terminal-client.ts';

// tests/host/courses.test.ts puts real hosts to rest.

const QUICK = { unused: 300, every: 20 };
const NEVER = { unused: 60_000, every: 20 };

const start = (oneAwakeTimes = QUICK) => startLab({ courses: TWO_COURSES, oneAwakeTimes });

/** Studies a course alone, in a browser that has these cookies. */
async function study(lab: Lab, course: string, cookies: string[] = []): Promise<LearnerClient> {
  const below = course === lab.first ? '' : `/${course}`;
  const response = await postJson(
    `${lab.url}${below}${pathOf(api.learner.join)}`,
    { name: 'Ada', course },
    { cookie: cookies.join('; ') },
  );
  expect(response.status).toBe(201);
  return new LearnerClient(lab, cookieIn(response), Me.parse(await response.json()));
}

/** A browser that is a learner of both courses, and was in the other one last. */
async function both(lab: Lab): Promise<[first: LearnerClient, other: LearnerClient]> {
  const first = await study(lab, lab.first);
  return [first, await study(lab, 'other', [first.cookie])];
}

/** The learner's browser loads a page of their course. */
async function comes(learner: LearnerClient, ...others: LearnerClient[]): Promise<void> {
  const cookie = [learner, ...others].map((one) => one.cookie).join('; ');
  const response = await learner.fetch(pathOf(api.learner.me), { headers: { cookie } });
  expect(response.status).toBe(200);
}

const stateOf = ({ lab, id }: LearnerClient) => lab.hosts.status(id)?.state;

const rests = (learner: LearnerClient) => expect.poll(() => stateOf(learner)).toBe('at-rest');

/** Long enough for a host that is left to go to rest. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 3 * QUICK.unused));

test('who goes on in another course has one host awake there; the other one rests, and its learner is told why', async () => {
  const lab = await start();
  const [first, other] = await both(lab);
  await rests(first);
  expect(lab.hosts.status(first.id)).toMatchObject({ otherCourse: true });
  expect(stateOf(other)).toBe('ready');
  await aWhile();
  expect(stateOf(other)).toBe('ready');
  // They go back: its page wakes it.
  await comes(first, other);
  await first.get(pathOf(api.host.status), HostStatus);
  lab.hosts.setStatus(first.id, { state: 'ready' });
  await rests(other);
  expect(stateOf(first)).toBe('ready');
});

test('a host on which somebody types stays awake until they stop', async () => {
  const lab = await start({ unused: 6000, every: 20 });
  const [first, other] = await both(lab);
  const terminal = new TerminalClient(first, await first.openTerminal());
  await terminal.shows('prompt> ');
  const until = Date.now() + 8000;
  while (Date.now() < until) {
    terminal.type('x');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(stateOf(first)).toBe('ready');
  await rests(other);
});

test('where there is room for one host, that of the course that they leave rests first', async () => {
  const lab = await start(NEVER);
  lab.hosts.most = 1;
  const first = await study(lab, lab.first);
  await study(lab, 'other');
  expect(stateOf(first)).toBe('ready');
  await study(lab, 'other', [first.cookie]);
  expect(stateOf(first)).toBe('at-rest');
});

test('hosts of other people, and those of one course, are left alone', async () => {
  const lab = await start();
  const desk = await signIn(lab);
  const one = await desk.newClass('One');
  const two = await desk.newClass('Two');
  const [ada, eve] = [await joinClass(lab, one.code, 'Ada'), await joinClass(lab, two.code, 'Eve')];
  const account = { issuer: 'https://school.example', subject: 'ada' };
  for (const { id } of [ada, eve]) lab.stores.accounts.addLearner(account, id);
  const [bob, grace] = [await study(lab, lab.first), await study(lab, 'other')];
  for (const learner of [ada, eve, bob, grace]) await comes(learner);
  await aWhile();
  expect([ada, eve, bob, grace].map(stateOf)).toEqual(['ready', 'ready', 'ready', 'ready']);
});

test('one account is one person, whatever browser they come from', async () => {
  const lab = await start();
  const desk = await signIn(lab);
  const [networks, mirrors] = [await desk.newClass('Networks'), await desk.newClass('Mirrors', {}, 'other')];
  const [ada, there] = [
    await joinClass(lab, networks.code, 'Ada'),
    await joinClass(lab, mirrors.code, 'Ada'),
  ];
  const account = { issuer: 'https://school.example', subject: 'ada' };
  for (const { id } of [ada, there]) lab.stores.accounts.addLearner(account, id);
  await comes(there);
  await rests(ada);
  expect(stateOf(there)).toBe('ready');
});
