import { randomInt } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Live } from '../../protocol/desk/class.ts';
import { Me } from '../../protocol/learner.ts';
import { SshCode, SshDoor } from '../../protocol/ssh.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { newHostKey, publicHalf } from './ssh/public-key.ts';

/** Some ports that nobody gets who asks for any (ip_local_port_range ends before them). */
function somePorts(count: number) {
  const first = randomInt(61_000, 65_000);
  return { first, last: first + count - 1 };
}

/** Whether somebody listens there. */
const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const path = pathOf(api.ssh.door);
const look = async (learner: LearnerClient) => SshDoor.parse(await (await learner.fetch(path)).json());
async function set(learner: LearnerClient, open: boolean) {
  const response = await learner.post(pathOf(api.ssh.open), { open });
  expect(response.status).toBe(200);
  return SshDoor.parse(await response.json());
}
const me = async (learner: LearnerClient) =>
  Me.parse(await (await learner.fetch(pathOf(api.learner.me))).json());

test('in self-study it is off until the learner opens it, and a port of theirs is listened on while it is open', async () => {
  const sshPorts = somePorts(2);
  const lab = await startLab({ sshPorts });
  const ada = await join(lab);
  expect((await me(ada)).ssh).toBe(true);
  expect(await look(ada)).toMatchObject({ open: false, port: null, hostKey: null, connections: 0 });
  await problemOf(await ada.post(pathOf(api.ssh.code), {}), 'ssh-closed');
  const { open, port, hostKey, user } = await set(ada, true);
  expect({ open, user }).toEqual({ open: true, user: 'pi' });
  expect(await listens(port ?? 0)).toBe(true);
  const code = SshCode.parse(await (await ada.post(pathOf(api.ssh.code), {})).json());
  expect(code.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect((await set(ada, false)).open).toBe(false);
  expect(await listens(port ?? 0)).toBe(false);
  // The learner's own ssh finds the same host at the same port again.
  expect(await set(ada, true)).toMatchObject({ port, hostKey });
});

test('each learner has a port of their own; when all are taken that is said, and a closed one is given on', async () => {
  const sshPorts = somePorts(1);
  const lab = await startLab({ sshPorts });
  const [ada, bob] = [await join(lab), await join(lab)];
  const first = await set(ada, true);
  await problemOf(await bob.post(pathOf(api.ssh.open), { open: true }), 'no-ssh-port');
  expect((await look(bob)).open).toBe(false);
  await set(ada, false);
  const second = await set(bob, true);
  expect(second.port).toBe(first.port);
  expect(second.hostKey).not.toEqual(first.hostKey);
  expect(await look(ada)).toMatchObject({ open: false, port: null, hostKey: first.hostKey });
});

test('it is open again once the lab server is', async () => {
  const sshPorts = somePorts(2);
  const before = await startLab({ sshPorts });
  const ada = await join(before);
  const { port, hostKey } = await set(ada, true);
  await before.close();
  expect(await listens(port ?? 0)).toBe(false);
  const after = await startLab({ sshPorts, folder: before.folder });
  expect(await look(ada.at(after))).toMatchObject({ open: true, port, hostKey });
  expect(await listens(port ?? 0)).toBe(true);
});

test('a port that another program has is said to be closed, and another can be opened', async () => {
  const sshPorts = somePorts(2);
  const before = await startLab({ sshPorts });
  const ada = await join(before);
  const { port } = await set(ada, true);
  await before.close();
  const other = createServer().listen(port ?? 0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await expect.poll(() => other.listening).toBe(true);
  const after = await startLab({ sshPorts, folder: before.folder });
  expect(await look(ada.at(after))).toMatchObject({ open: false, port });
  const opened = await set(ada.at(after), true);
  expect(opened.open).toBe(true);
  expect(opened.port).not.toBe(port);
});

test('where the operator has switched it off there is none', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  expect((await me(ada)).ssh).toBe(false);
  for (const response of [
    await ada.fetch(path),
    await ada.post(pathOf(api.ssh.open), { open: true }),
    await ada.post(pathOf(api.ssh.code), {}),
    await ada.post(pathOf(api.ssh.addKey), { key: publicHalf(newHostKey()).key }),
  ])
    expect(await problemOf(response, 'ssh-off')).toMatchObject({
      detail: expect.stringContaining('SSH_PORTS'),
    });
});

test('in a class the instructor switches it on; off again, an exam, or the end of the membership closes it', async () => {
  const lab = await startLab({ sshPorts: somePorts(2) });
  const desk = await signIn(lab);
  let group = await desk.newClass('Networks');
  const ada = await joinClass(lab, group.code, 'Ada');
  expect((await me(ada)).ssh).toBe(false);
  await problemOf(await ada.post(pathOf(api.ssh.open), { open: true }), 'ssh-off');
  group = await desk.set(group, { ssh: true });
  expect((await me(ada)).ssh).toBe(true);
  const port = (await set(ada, true)).port ?? 0;
  expect(await listens(port)).toBe(true);

  group = await desk.set(group, { ssh: false });
  await expect.poll(() => listens(port)).toBe(false);
  await problemOf(await ada.fetch(path), 'ssh-off');
  // It was open, and is so again.
  group = await desk.set(group, { ssh: true });
  await expect.poll(() => listens(port)).toBe(true);

  const [from, to] = [new Date(), new Date(Date.now() + 3600_000)].map((at) => at.toISOString());
  const exam = { from: from ?? '', until: to ?? '', attempts: null, released: false };
  group = await desk.set(group, { exam });
  await expect.poll(() => listens(port)).toBe(false);
  expect((await me(ada)).ssh).toBe(false);
  group = await desk.set(group, { exam: { ...exam, released: true } });
  await expect.poll(() => listens(port)).toBe(true);

  const params = { class: group.id, learner: ada.id };
  const erased = await desk.delete(pathOf(api.deskLearners.erase, { params, query: { name: 'Ada' } }));
  expect(erased.status).toBe(200);
  await expect.poll(() => listens(port)).toBe(false);
});

test('keys are kept as the learner gave them, up to ten, and can be removed', async () => {
  const lab = await startLab({ sshPorts: somePorts(1) });
  const ada = await join(lab);
  const add = (key: string) => ada.post(pathOf(api.ssh.addKey), { key });
  const problem = await problemOf(await add('my key'), 'invalid-fields');
  expect(problem.errors?.[0]).toMatchObject({ path: '/key', message: expect.stringContaining('.pub') });
  const all = Array.from({ length: 10 }, () => publicHalf(newHostKey()));
  for (const { key } of all) expect((await add(`${key} ada@laptop`)).status).toBe(200);
  await problemOf(await add(publicHalf(newHostKey()).key), 'invalid-fields');
  expect((await look(ada)).keys.map(({ fingerprint }) => fingerprint)).toEqual(
    all.map(({ fingerprint }) => fingerprint),
  );
  const { fingerprint = '' } = all[3] ?? {};
  const left = SshDoor.parse(await (await ada.post(pathOf(api.ssh.removeKey), { fingerprint })).json());
  expect(left.keys).toHaveLength(9);
  // Nobody else has them.
  expect((await look(await join(lab))).keys).toEqual([]);
});

/** A connection to a port, with what came over it so far. */
async function connected(port: number) {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  const one = { socket, got: '', isClosed: false };
  socket.on('data', (chunk) => {
    one.got += chunk;
  });
  socket.on('error', () => {});
  socket.once('close', () => {
    one.isClosed = true;
  });
  return one;
}

async function aClass() {
  const lab = await startLab({ sshPorts: somePorts(2) });
  const desk = await signIn(lab);
  const group = await desk.newClass('Networks', { ssh: true });
  const ada = await joinClass(lab, group.code, 'Ada');
  return { lab, desk, group, ada, port: (await set(ada, true)).port ?? 0 };
}

test('during eyes front nothing reaches the host, and then all of it does', async () => {
  const { desk, group, port } = await aClass();
  const front = (paused: boolean) =>
    desk.done(pathOf(api.deskClasses.live, { params: { class: group.id } }), { paused }, Live);
  const early = await connected(port);
  early.socket.write('one ');
  await expect.poll(() => early.got).toBe('one ');
  await front(true);
  early.socket.write('two ');
  const late = await connected(port);
  late.socket.write('three ');
  await sleep(300);
  expect([early.got, late.got]).toEqual(['one ', '']);
  await front(false);
  await expect.poll(() => early.got).toBe('one two ');
  await expect.poll(() => late.got).toBe('three ');
});

test('who may not come any more loses open connections, and so does who has a fresh host', async () => {
  const { lab, desk, group, ada, port } = await aClass();
  const open = async () => {
    const one = await connected(port);
    one.socket.write('here');
    await expect.poll(() => one.got).toBe('here');
    return one;
  };
  const first = await open();
  expect((await look(ada)).connections).toBe(1);
  await desk.set(group, { ssh: false });
  await expect.poll(() => first.isClosed).toBe(true);
  await desk.set(group, { ssh: true });
  await expect.poll(() => listens(port)).toBe(true);
  const second = await open();
  lab.hosts.setStatus(ada.id, { state: 'resetting' });
  await expect.poll(() => second.isClosed).toBe(true);
  lab.hosts.setStatus(ada.id, {});
  const third = await open();
  const params = { class: group.id, learner: ada.id };
  await desk.post(pathOf(api.deskLearners.change, { params }), { state: 'removed' });
  await expect.poll(() => third.isClosed).toBe(true);
});

test('ten connections are let in at a time; whoever is turned away is told why, as far as ssh shows it', async () => {
  const lab = await startLab({ sshPorts: somePorts(1) });
  const ada = await join(lab);
  const { port } = await set(ada, true);
  const all = await Promise.all(Array.from({ length: 10 }, () => connected(port ?? 0)));
  for (const { socket } of all) socket.write('here');
  for (const one of all) await expect.poll(() => one.got).toBe('here');
  const eleventh = await connected(port ?? 0);
  await expect.poll(() => eleventh.isClosed).toBe(true);
  expect(eleventh.got).toMatch(/^Too many connections to this lab host/);
  all[0]?.socket.destroy();
  await expect.poll(async () => (await look(ada)).connections).toBe(9);
  const next = await connected(port ?? 0);
  next.socket.write('here');
  await expect.poll(() => next.got).toBe('here');
});

test('a host at rest is woken for it', async () => {
  const lab = await startLab({ sshPorts: somePorts(1) });
  const ada = await join(lab);
  const { port } = await set(ada, true);
  lab.hosts.setStatus(ada.id, { state: 'at-rest' });
  const one = await connected(port ?? 0);
  one.socket.write('here');
  await expect.poll(() => lab.hosts.status(ada.id)?.state).toBe('waking');
  lab.hosts.setStatus(ada.id, {});
  await expect.poll(() => one.got).toBe('here');
});
