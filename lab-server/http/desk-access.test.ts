import { expect, test } from 'vitest';
import { z } from 'zod';
import * as api from '../../protocol/api/index.ts';
import { API, pathOf } from '../../protocol/api/path.ts';
import { DeskClient, joinClass, signIn } from '../testing/desk-client.ts';
import { type Lab, startLab } from '../testing/lab.ts';

const OpenApi = z.object({
  paths: z.record(z.string(), z.partialRecord(z.enum(['get', 'post', 'delete']), z.unknown())),
});

/** Every route of the OpenAPI document, asked for one class and one learner of that class. */
async function routesOf(lab: Lab, group: string, learner: string) {
  const { paths } = OpenApi.parse(await (await fetch(`${lab.url}${pathOf(api.meta.openapi)}`)).json());
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => ({
      method: method.toUpperCase(),
      path,
      address: path
        .replace('{class}', group)
        .replace('{learner}', learner)
        .replace(/\{\w+\}/g, '1'),
    })),
  );
}

async function ask(lab: Lab, { method, address }: { method: string; address: string }, cookie = '') {
  const response = await fetch(lab.url + address, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: '{}' } : {}),
  });
  await response.body?.cancel();
  return response.status;
}

/** Routes outside of the desk that anyone may ask for. */
const ANYONE = [
  api.meta.health,
  api.meta.openapi,
  api.learner.join,
  api.learner.leave,
  api.courses.list,
  api.school.signIn,
  api.school.enter,
  api.lms.lmsItems,
].map((one) => pathOf(one));
const needsNobody = [pathOf(api.deskAccount.signIn), pathOf(api.deskAccount.signOut)];

async function start() {
  const lab = await startLab();
  const desk = await signIn(lab);
  const group = await desk.newClass();
  const ada = await joinClass(lab, group.code, 'Ada');
  const routes = await routesOf(lab, group.id, ada.id);
  const ofDesk = routes.filter(({ path }) => path.startsWith(`${API}/desk/`) && !needsNobody.includes(path));
  expect(ofDesk.length).toBeGreaterThan(40);
  return { lab, desk, group, ada, routes, ofDesk };
}

test('neither a stranger nor a learner reaches anything of the desk', async () => {
  const { lab, ada, ofDesk } = await start();
  const forged = ada.cookie.replace('vethlab-learner=', 'vethlab-desk=');
  for (const route of ofDesk) {
    for (const cookie of ['', ada.cookie, forged, `${ada.cookie}; ${forged}`]) {
      expect(await ask(lab, route, cookie), `${route.method} ${route.path} as “${cookie}”`).toBe(401);
    }
  }
});

test('to the instructor of another class there is no such class, and no such learner', async () => {
  const { lab, group, ada, ofDesk } = await start();
  const other = await signIn(lab, 'Grace');
  const own = await other.newClass('Others');
  const ofClass = ofDesk.filter(({ path }) => path.includes('{class}'));
  expect(ofClass.length).toBeGreaterThan(30);
  for (const route of ofClass) {
    expect(await ask(lab, route, other.cookie), `${route.method} ${route.path}`).toBe(404);
    if (!route.path.includes('{learner}')) continue;
    // Nor through a class of one's own.
    const address = route.address.replace(group.id, own.id);
    expect(await ask(lab, { ...route, address }, other.cookie), `${route.method} ${address}`).toBe(404);
  }
  expect(lab.stores.learners.find(ada.id)?.state).toBe('active');
});

test('an instructor is no learner, and only the operator runs the lab server', async () => {
  const { lab, routes } = await start();
  const other = await signIn(lab, 'Grace');
  const ofLearners = routes.filter(
    ({ path }) => !path.startsWith(`${API}/desk/`) && !['/metrics', ...ANYONE].includes(path),
  );
  expect(ofLearners.length).toBeGreaterThan(25);
  for (const route of ofLearners) {
    expect(await ask(lab, route, other.cookie), `${route.method} ${route.path}`).toBe(401);
  }
  const { instructors } = lab.stores;
  const [grace] = instructors.list();
  for (const address of [
    pathOf(api.deskAccount.listInstructors),
    pathOf(api.deskAccount.newLink, { params: { instructor: grace?.id ?? '' } }),
  ]) {
    expect((await other.post(address, { name: 'Eve' })).status).toBe(403);
  }
  expect(instructors.named('Eve')).toBeUndefined();
});

test('a learner who waits to be let in may know who they are, and no more', async () => {
  const { lab, desk, group, routes } = await start();
  await desk.set(group, { joining: 'approval' });
  const eve = await joinClass(lab, group.code, 'Eve');
  expect(eve.me.state).toBe('waiting');
  const open = [pathOf(api.learner.me), pathOf(api.host.events), ...ANYONE, '/metrics'];
  for (const route of routes.filter(({ path }) => !path.startsWith(`${API}/desk/`) && !open.includes(path))) {
    expect(await ask(lab, route, eve.cookie), `${route.method} ${route.path}`).toBe(403);
  }
  expect(lab.hosts.status(eve.id)).toBeUndefined();
});

test('requests that another site makes in an instructor’s browser are refused', async () => {
  const { lab, desk, ofDesk } = await start();
  for (const { method, address, path } of ofDesk.filter((route) => route.method !== 'GET')) {
    const response = await desk.fetch(address, {
      method,
      headers: { 'content-type': 'application/json', origin: 'http://evil.example' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
    expect(response.status, `${method} ${path}`).toBe(403);
  }
  expect(new DeskClient(lab, desk.cookie).cookie).toMatch(/^vethlab-desk=[\w-]{32}$/);
});
