// Against answers of Incus 6.0.4 (Debian 13), a cluster of three members, recorded with `incus query --raw` on 30 November 2026. Of GET /1.0 the
// parts are left out that nobody reads.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../../../testing/temporary.ts';
import { Instance, type Member } from './answers.ts';
import { Incus } from './api.ts';
import { wantedWorkers } from './cluster.ts';
import { userKey } from './worker-config.ts';
import { IncusWorkers, lookAt, workersOf } from './workers.ts';

const recorded = (name: string) =>
  readFileSync(path.join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8');

const ANSWERS: Record<string, string> = {
  '/1.0': recorded('server'),
  '/1.0/cluster/members?recursion=1': recorded('members'),
  '/1.0/instances?recursion=1&project=vethlab': recorded('instances'),
};

/** An Incus that answers by its socket with what was recorded, or as `answer` says. */
async function startIncus(answer?: (request: IncomingMessage) => string | undefined): Promise<Incus> {
  const file = path.join(temporaryFolder(), 'unix.socket');
  const server = createServer((request, response) =>
    response.end(answer?.(request) ?? ANSWERS[request.url ?? ''] ?? recorded('no-instance')),
  );
  await new Promise<void>((resolve) => server.listen(file, resolve));
  const incus = new Incus({ url: `unix://${file}` });
  onTestFinished(async () => {
    await incus.close();
    server.closeAllConnections();
    server.close();
  });
  return incus;
}

const cluster = async () => lookAt(await startIncus(), 'vethlab');

test('each worker is at its member’s address, by its own port and certificate', async () => {
  const workers = workersOf(await cluster(), '127.0.0.1');
  expect(
    workers.map(({ address: { name, host, port }, state }) => `${name} ${host}:${port} ${state}`),
  ).toEqual([
    'worker-one 10.99.0.10:8500 serving',
    'worker-three 10.99.0.12:8502 serving',
    'worker-two 10.99.0.11:8501 serving',
  ]);
  expect(new Set(workers.map(({ address }) => address.certificate)).size).toBe(3);
});

test('without a cluster a worker is where Incus is', async () => {
  const { instances } = await cluster();
  const [one] = workersOf(
    { members: [], instances: instances.map((each) => ({ ...each, location: 'none' })) },
    '10.0.0.7',
  );
  expect(one?.address.host).toBe('10.0.0.7');
});

test.for([
  ['has ended', { status: 'Stopped' }, {}, 'lost'],
  ['is on a member that is lost', {}, { status: 'Offline' }, 'lost'],
  ['is on a member that is emptied', { status: 'Stopped' }, { status: 'Evacuated' }, 'lost'],
  ['still runs on a member that is being emptied', {}, { status: 'Evacuating' }, 'draining'],
] as const)('a worker that %s', async ([, ofInstance, ofMember, state]) => {
  const { members, instances } = await cluster();
  const [first] = instances.map((one) => ({ ...one, ...ofInstance }));
  const of = members.map((one) => (one.server_name === first?.location ? { ...one, ...ofMember } : one));
  expect(workersOf({ members: of, instances: first ? [first] : [] }, '')[0]?.state).toBe(state);
});

test('a worker that is being replaced comes back with its hosts, so it is not lost', async () => {
  const { members, instances } = await cluster();
  const [first] = instances.map((one) => ({
    ...one,
    status: 'Stopped',
    config: { ...one.config, [userKey.draining]: 'true' },
  }));
  expect(workersOf({ members, instances: first ? [first] : [] }, '')[0]?.state).toBe('draining');
});

test('workers are wanted on members that Incus may choose, or on those of the group', async () => {
  const { members } = await cluster();
  const [one, two, three] = members as [Member, Member, Member];
  const all = [
    { ...one, groups: ['default', 'labs'] },
    { ...two, config: { 'scheduler.instance': 'manual' } },
    { ...three, groups: ['labs'], config: { 'scheduler.instance': 'group' } },
  ];
  const wanted = (WORKERS: number | 'members', WORKERS_GROUP?: string) =>
    wantedWorkers(all, { WORKERS, WORKERS_GROUP }).map(({ name, target }) => `${name} ${target}`);
  expect(wanted('members')).toEqual([`worker-${one.server_name} ${one.server_name}`]);
  expect(wanted('members', 'labs')).toEqual(
    [one, three].map(({ server_name }) => `worker-${server_name} ${server_name}`),
  );
  expect(wanted(2)).toEqual(['worker-1 undefined', 'worker-2 undefined']);
  expect(wanted(1, 'labs')).toEqual(['worker-1 @labs']);
});

test('when the member that is asked is lost, the others of the cluster are asked', async () => {
  const requests: string[] = [];
  const other = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end(ANSWERS[request.url ?? ''] ?? recorded('no-instance'));
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const first = createServer((request, response) => response.end(ANSWERS[request.url ?? '']));
  await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
  const incus = new Incus({ url: `http://127.0.0.1:${(first.address() as AddressInfo).port}` });
  onTestFinished(() => incus.close());
  incus.alsoAt([`http://127.0.0.1:${port}`]);
  expect((await lookAt(incus, 'vethlab')).instances).toHaveLength(3);
  expect(requests).toEqual([]);
  first.closeAllConnections();
  first.close();
  expect((await lookAt(incus, 'vethlab')).instances).toHaveLength(3);
  expect(requests).toEqual(Object.keys(ANSWERS));
});

test('of an instance on a lost member Incus says null, and it stays a worker that is lost', async () => {
  const all = JSON.parse(recorded('instances'));
  let isLost = false;
  const incus = await startIncus(({ url = '' }) => {
    if (!isLost || !url.startsWith('/1.0/instances?')) return undefined;
    const lost = { ...all.metadata[1], status: 'Error', config: null, devices: null };
    return JSON.stringify({ ...all, metadata: [all.metadata[0], lost, all.metadata[2]] });
  });
  const own = { cert: '', key: '', tookOver: 0 };
  const following = new IncusWorkers({ incus, project: 'vethlab', own, here: '', say() {} });
  onTestFinished(() => following.close());
  await following.begin();
  const told: string[] = [];
  following.follow(({ workers }) => told.push(workers.map(({ state }) => state).join()));
  isLost = true;
  await vi.waitFor(() => expect(told).toEqual(['serving,serving,serving', 'serving,lost,serving']), 10_000);
});

test('an instance that is not ours is no worker', async () => {
  const { members, instances } = await cluster();
  const others = instances.map((one) => ({ ...one, config: {} }));
  expect(workersOf({ members, instances: others }, '')).toEqual([]);
});

test('what is not there is undefined, and an error has the words of Incus', async () => {
  const incus = await startIncus();
  expect(await incus.find('/1.0/instances/none', Instance)).toBeUndefined();
  await expect(incus.get('/1.0/instances/none', Instance)).rejects.toThrow('Instance not found');
});

test('an answer that is not as agreed is an error, and is not believed', async () => {
  const incus = await startIncus(() => '{"type":"sync","metadata":[{"name":7}]}');
  await expect(incus.get('/1.0/instances', z.array(Instance))).rejects.toThrow(
    'in a way that is not known here',
  );
  const garbled = await startIncus(() => '<html>');
  await expect(garbled.get('/1.0/instances', Instance)).rejects.toThrow('no answer of its own');
});

test('an Incus that is not there is said with its place', async () => {
  const incus = new Incus({ url: 'unix:///nowhere/unix.socket' });
  await expect(incus.get('/1.0', z.unknown())).rejects.toThrow(
    'Incus can’t be reached at unix:///nowhere/unix.socket',
  );
});

/** The answers to looks at an operation, as Incus writes them; `late` is what a wait that lasts too long is answered. */
const operation = (code: number, err = '') =>
  JSON.stringify({
    type: 'sync',
    metadata: { status: '', status_code: code, err, metadata: { create_instance_progress: '40%' } },
  });
const late = JSON.stringify({ type: 'error', error: 'context deadline exceeded', error_code: 500 });
const begun = JSON.stringify({ type: 'async', operation: '/1.0/operations/7?project=vethlab', metadata: {} });

/** Has something done by an Incus that answers one look after another so. */
async function doing(...looks: string[]) {
  const asked: string[] = [];
  const told: string[] = [];
  const incus = await startIncus(({ method, url = '' }) => {
    if (method === 'POST') return begun;
    asked.push(url);
    return looks.shift();
  });
  const done = await incus.do('POST', '/1.0/instances', { body: {} }, (doing) => told.push(doing));
  return { done, asked, told };
}

test('an operation is waited for, also when a wait lasts too long, and its progress is told', async () => {
  const { done, asked, told } = await doing(operation(103), late, operation(103), operation(200));
  expect(done).toEqual({ create_instance_progress: '40%' });
  expect(told).toEqual(['40%', '40%']);
  expect(asked[0]).toBe('/1.0/operations/7/wait?project=vethlab&timeout=10');
});

test('an operation that failed is an error; one that is forgotten has ended', async () => {
  await expect(doing(operation(400, 'no such image'))).rejects.toThrow('no such image');
  expect((await doing(late, recorded('no-instance'))).done).toBeUndefined();
});
