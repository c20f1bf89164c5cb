// Two courses on one lab server: each has its own scenario, exercises and checkers on hosts of one image, also after all was killed.
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from '../support/client.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { typesOnHost } from '../support/types-on-host.ts';
import { TerminalWindow } from '../support/window.ts';

const OTHER = 'namespaces-by-hand';
/** A course that wants a package which Debian doesn't have. */
const WANTING = 'wants-too-much';
const NAME = 'host-courses';
/** ms for the pages of two courses and an image with the packages of both, on a machine that does other things too. */
const BUILD = 1_500_000;
const shelf = path.join(folders.made, 'test/host-shelf');

let server: RunningServer;
/** In the first course. */
let ada: ApiClient;
/** In the other one. */
let bob: ApiClient;
beforeAll(async () => {
  rmSync(shelf, { recursive: true, force: true });
  mkdirSync(shelf, { recursive: true });
  symlinkSync(path.join(folders.root, 'courses', OTHER), path.join(shelf, OTHER));
  mkdirSync(path.join(shelf, WANTING, 'chapters'), { recursive: true });
  writeFileSync(
    path.join(shelf, WANTING, 'course.yaml'),
    'title: Too Much\nsummary: Nothing yet.\npackages: [no-such-package]\n',
  );
  writeFileSync(
    path.join(shelf, WANTING, 'chapters/01-a.mdx'),
    '---\ntitle: A\nsummary: B.\nminutes: 1\n---\n\nText.\n',
  );
  server = await npmStart({ name: NAME, env: { COURSES: shelf } });
  const url = await server.url();
  [ada, bob] = [new ApiClient(url), new ApiClient(url, `/${OTHER}`)];
  await ada.join('Ada');
  await bob.join('Bob');
}, BUILD);
afterAll(() => server?.stop());

test('a course whose packages can’t be installed is left out with the reason, and the others are served', async () => {
  expect(server.output).toMatch(new RegExp(`Left out +${WANTING}: .*no-such-package`));
  const { courses } = (await ada.call(api.courses.list)).body;
  expect(courses.map(({ name }: { name: string }) => name)).toEqual([folders.name, OTHER]);
});

test('a host runs what its learner’s course says, and has the packages of all', async () => {
  await typesOnHost(ada, 'clear; pstree --version 2>&1 | head -n 1', 'PSmisc');
  await typesOnHost(ada, 'clear; docker ps --format {{.Names}}', 'whale');
  await typesOnHost(bob, 'clear; pstree --version 2>&1 | head -n 1', 'PSmisc');
  expect((await bob.call(api.exercises.list)).body.exercises).toHaveLength(2);
  expect((await ada.call(api.host.status)).body).toMatchObject({ state: 'ready', seed: 'lesson' });
  expect((await bob.call(api.host.status)).body).toMatchObject({ state: 'ready', seed: 'course' });
});

test('the checkers of the other course look at the host of its learner', async () => {
  const params = { id: 'first-of-its-own' };
  const answered = async () => (await bob.call(api.exercises.answer, { params, body: { answer: {} } })).body;
  expect((await answered()).verdict).toMatchObject({
    status: 'incorrect',
    findings: [{ id: 'no-namespace' }],
  });
  const solve = readFileSync(path.join(shelf, OTHER, 'exercises/01-first-of-its-own/solve.sh'), 'utf8');
  const window = await TerminalWindow.open(bob);
  window.type(`bash << 'END'\n${solve}END\n`.replaceAll('\n', '\r'));
  await vi.waitFor(
    async () => expect((await answered()).verdict).toMatchObject({ status: 'correct' }),
    60_000,
  );
  expect((await ada.call(api.exercises.answer, { params, body: { answer: {} } })).status).toBe(404);
});

test(
  'killed and started again, and reset, a host keeps the scenario of its course',
  async () => {
    await server.stop('SIGKILL');
    rmSync(path.join(shelf, WANTING), { recursive: true });
    server = await npmStart({ name: NAME, keep: true, env: { COURSES: shelf } });
    const url = await server.url();
    const again = new ApiClient(url, `/${OTHER}`);
    again.cookie = bob.cookie;
    await vi.waitFor(
      async () =>
        expect((await again.call(api.host.status)).body).toMatchObject({ state: 'ready', seed: 'course' }),
      60_000,
    );
    expect((await again.call(api.host.reset)).status).toBe(202);
    await vi.waitFor(
      async () =>
        expect((await again.call(api.host.status)).body).toMatchObject({ state: 'ready', seed: 'course' }),
      60_000,
    );
    expect((await again.call(api.learner.me)).body.points.earned).toBeGreaterThan(0);
  },
  BUILD,
);
