import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type DestinationStream, pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Machine } from '../../protocol/desk/instructor.ts';
import { HostStatus } from '../../protocol/host.ts';
import { secondOf } from '../../protocol/host-owner.ts';
import type { OwnKeys, WorkerState } from '../hosts/worker.ts';
import { openDatabase } from '../store/database.ts';
import { Placements } from '../store/placements.ts';
import { answer, attemptsAt } from '../testing/answers.ts';
import { signIn } from '../testing/desk-client.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { join, type LearnerClient } from '../testing/learner-client.ts';
import { parseMetrics } from '../testing/metrics-text.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { TerminalClient, until } from '../testing/terminal-client.ts';
import { newCertificate, startWorker, type TestWorker } from '../testing/worker.ts';
import { PlacedHosts } from './placed-hosts.ts';
import { PlacedTerminals } from './placed-terminals.ts';
import { Roster } from './roster.ts';

const times = { lookEvery: 50, silence: 3_000, pause: 50, patience: 3_000 };

interface School {
  lab: Lab;
  roster: Roster;
  hosts: PlacedHosts;
  /** The lab server's certificate. */
  own: OwnKeys;
  workers: TestWorker[];
  /** Says what became of the workers, in their order. */
  are(...states: WorkerState[]): void;
}

/** A lab server whose learners are on workers. */
async function startSchool(names: readonly string[]): Promise<School> {
  const own = { ...newCertificate(temporaryFolder(), 'lab-server'), tookOver: 0 };
  const workers = await Promise.all(names.map((name) => startWorker(name, own.cert)));
  return { ...(await startServer(workers, own)), own, workers };
}

async function startServer(
  workers: readonly TestWorker[],
  own: OwnKeys,
  log?: DestinationStream,
  up = workers.length,
) {
  const folder = temporaryFolder();
  const placements = new Placements(openDatabase(`${folder}/data`));
  const roster = new Roster({
    placements,
    logger: pino({ level: log ? 'info' : 'silent' }, log),
    times,
  });
  onTestFinished(() => roster.close());
  const are = (...states: WorkerState[]) =>
    roster.are({
      own,
      workers: workers.map(({ address }, i) => ({
        address,
        machine: `member-${i + 1}`,
        state: states[i] ?? 'serving',
      })),
    });
  are();
  const hosts = new PlacedHosts(roster, () => undefined);
  const terminals = new PlacedTerminals(roster);
  const lab = await startLab({
    folder,
    hosts,
    terminals,
    workers: () => roster.now,
    streams: (request) => {
      const link = roster.linkOf(request.learner);
      if (!link) throw new Error('not placed');
      return link.openStream(request);
    },
  });
  onTestFinished(() => terminals.hangUp());
  await until(() => roster.up.length === up);
  return { lab, roster, hosts, are };
}

const hostOf = (learner: LearnerClient): Promise<HostStatus> =>
  learner.get(pathOf(api.host.status), HostStatus);
/** The worker with a learner's host, and the others. */
function whereIs({ workers, roster }: School, { id }: LearnerClient): [TestWorker, ...TestWorker[]] {
  const place = roster.find(id)?.worker;
  const at = workers.find(({ address }) => address.name === place) as TestWorker;
  return [at, ...workers.filter((one) => one !== at)];
}

test('learners are spread over workers, and each is marked by what is on the worker of theirs', async () => {
  const school = await startSchool(['one', 'two']);
  const learners: LearnerClient[] = [];
  for (const name of ['Ada', 'Grace', 'Alan', 'Edith']) learners.push(await join(school.lab, name));
  expect(learners.map((one) => whereIs(school, one)[0].address.name).sort()).toEqual([
    'one',
    'one',
    'two',
    'two',
  ]);
  for (const learner of learners) {
    const [at, other] = whereIs(school, learner);
    expect(at.hosts.status(learner.id)?.state).toBe('ready');
    expect(other?.hosts.status(learner.id)).toBeUndefined();
    expect((await hostOf(learner)).state).toBe('ready');
  }
});

test('an answer, a file and a terminal go to the worker of the learner', async () => {
  const school = await startSchool(['one', 'two']);
  const [ada, grace] = [await join(school.lab, 'Ada'), await join(school.lab, 'Grace')];
  for (const learner of [ada, grace]) {
    const [{ hosts }] = whereIs(school, learner);
    writeFileSync(path.join(hosts.folder(learner.id), 'word.txt'), learner.me.name);
  }
  expect((await answer(ada, 'word', { word: 'Ada' })).verdict.status).toBe('correct');
  expect((await answer(grace, 'word', { word: 'Ada' })).verdict.status).toBe('incorrect');
  const got = await grace.fetch(pathOf(api.files.read, { params: { name: 'word.txt' } }));
  expect(await got.text()).toBe('Grace');
  const terminal = new TerminalClient(ada, await ada.openTerminal());
  await terminal.shows('prompt> ');
  terminal.type('cat ~/word.txt; echo\n');
  await terminal.shows('Ada\r\n');
});

test('a cut that nobody is told of ends no shell, and loses and repeats no byte', async () => {
  const school = await startSchool(['one']);
  const ada = await join(school.lab);
  const [{ cable }] = whereIs(school, ada);
  const id = await ada.openTerminal();
  const before = new TerminalClient(ada, id);
  await before.shows('prompt> ');
  before.type('n=1; while [ $n -le 120 ]; do echo line $n; n=$((n + 1)); sleep 0.01; done; echo it was $$\n');
  await before.shows('line 20\r\n');
  cable.cut();
  await before.closed;
  expect((await answer(ada, 'word', { word: 'Ada' })).verdict).toMatchObject({ status: 'error' });
  cable.mend();
  await until(() => school.roster.up.length === 1);
  const after = new TerminalClient(ada, id, { from: before.place });
  await after.shows('line 120\r\n');
  await after.shows('prompt> ');
  const lines = [...(before.text + after.text).matchAll(/^line (\d+)\r$/gm)].map(([, n]) => Number(n));
  expect(lines).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
  after.type('echo it is $$\n');
  await after.shows('it is ');
  const [[, was], [, is]] = [/^it was (\d+)/m, /^it is (\d+)/m].map(
    (one) => one.exec(after.text) ?? ['', ''],
  ) as [string[], string[]];
  expect(is).toBe(was);
});

test('the desk and the metrics say of each worker how it is, and a learner of one that is away is told', async () => {
  const school = await startSchool(['one', 'two']);
  const ada = await join(school.lab, 'Ada');
  const [at] = whereIs(school, ada);
  const desk = await signIn(school.lab);
  const workers = async () => (await desk.get(pathOf(api.deskMachine.machine), Machine)).workers;
  const samples = async () => parseMetrics(await (await fetch(`${school.lab.url}/metrics`)).text());
  const place = school.workers.indexOf(at);
  await vi.waitFor(async () =>
    expect((await workers())[place]).toMatchObject({
      name: at.address.name,
      machine: `member-${place + 1}`,
      state: 'serving',
      learners: 1,
    }),
  );
  expect((await samples()).get('vethlab_workers{state="serving"}')).toBe(2);
  const series = `vethlab_worker_hosts{worker="${at.address.name}",machine="member-${place + 1}"}`;
  expect((await samples()).get(series)).toBe(1);
  at.cable.cut();
  await vi.waitFor(async () => expect((await workers())[place]?.state).toBe('away'), 10_000);
  expect((await samples()).get('vethlab_workers{state="away"}')).toBe(1);
  await vi.waitFor(() => expect(school.hosts.status(ada.id)?.awaySince).toBeDefined(), 10_000);
  at.cable.mend();
  await vi.waitFor(async () => expect(await hostOf(ada)).not.toHaveProperty('awaySince'), 10_000);
  expect((await workers())[place]?.state).toBe('serving');
  school.are(...school.workers.map((one): WorkerState => (one === at ? 'draining' : 'serving')));
  expect((await workers())[place]?.state).toBe('draining');
  await at.close();
  await until(() => school.roster.up.length === 1);
  school.are(...school.workers.map((one): WorkerState => (one === at ? 'lost' : 'serving')));
  expect((await workers())[place]).toMatchObject({ state: 'lost', learners: 0 });
});

test('a lost worker’s learners get fresh hosts on another, of the same scenario, and are told; others notice nothing', async () => {
  const school = await startSchool(['one', 'two']);
  const [ada, grace] = [await join(school.lab, 'Ada'), await join(school.lab, 'Grace')];
  const [lost, stays] = whereIs(school, ada) as [TestWorker, TestWorker];
  lost.hosts.setStatus(ada.id, { seed: 'medium-7' });
  writeFileSync(path.join(lost.hosts.folder(ada.id), 'word.txt'), 'Ada');
  expect((await answer(ada, 'word', { word: 'Ada' })).verdict.status).toBe('correct');
  const window = new TerminalClient(grace, await grace.openTerminal());
  await window.shows('prompt> ');
  await lost.close();
  await until(() => school.roster.up.length === 1);
  school.are(...school.workers.map((one): WorkerState => (one === lost ? 'lost' : 'serving')));
  await until(() => stays.hosts.status(ada.id)?.state === 'ready');
  const fresh = { state: 'ready', seed: 'medium-7', lost: { why: 'machine' } };
  await vi.waitFor(async () => expect(await hostOf(ada)).toMatchObject(fresh));
  expect((await attemptsAt(ada, 'word')).map(({ verdict }) => verdict.status)).toEqual(['correct']);
  window.type('echo still $((6 * 7))\n');
  await window.shows('still 42');
});

test('a worker that comes back gives up the hosts of learners who have another by then', async () => {
  const school = await startSchool(['one', 'two']);
  const [ada, grace] = [await join(school.lab, 'Ada'), await join(school.lab, 'Grace')];
  const [away, other] = whereIs(school, ada) as [TestWorker, TestWorker];
  away.cable.cut();
  await until(() => school.roster.up.length === 1);
  school.are(...school.workers.map((one): WorkerState => (one === away ? 'lost' : 'serving')));
  await until(() => other.hosts.status(ada.id)?.state === 'ready');
  away.cable.mend();
  school.are('serving', 'serving');
  await until(() => away.hosts.status(ada.id) === undefined);
  expect((await hostOf(ada)).state).toBe('ready');
  expect(other.hosts.status(grace.id)?.state).toBe('ready');
});

test('a worker that is emptied gets no new learners, and those on it work on', async () => {
  const school = await startSchool(['one', 'two']);
  school.are('draining', 'serving');
  for (const name of ['Ada', 'Grace']) {
    expect(whereIs(school, await join(school.lab, name))[0].address.name).toBe('two');
  }
  school.are('serving', 'draining');
  const alan = await join(school.lab, 'Alan');
  expect(whereIs(school, alan)[0].address.name).toBe('one');
  school.are('draining', 'serving');
  expect((await hostOf(alan)).state).toBe('ready');
});

test('whoever gets no place is told so, and gets one when there is room', async () => {
  const school = await startSchool(['one']);
  const [one] = school.workers as [TestWorker];
  one.hosts.most = 1;
  await until(() => school.roster.all[0]?.capacity?.most === 1);
  await join(school.lab, 'Ada');
  const grace = await join(school.lab, 'Grace');
  expect(await hostOf(grace)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('The class is full: 1 machine'),
  });
  one.hosts.most = 2;
  await vi.waitFor(async () => expect((await hostOf(grace)).state).toBe('ready'));
});

test('the copy of a host lies where the original is, and whoever gets it moves there', async () => {
  const school = await startSchool(['one', 'two']);
  const [ada, grace] = [await join(school.lab, 'Ada'), await join(school.lab, 'Grace')];
  const [at, other] = whereIs(school, ada) as [TestWorker, TestWorker];
  writeFileSync(path.join(at.hosts.folder(ada.id), 'word.txt'), 'Ada');
  await school.hosts.copy({ from: ada.id, to: grace.id });
  expect(whereIs(school, grace)[0]).toBe(at);
  expect(other.hosts.status(grace.id)).toBeUndefined();
  expect(readFileSync(path.join(at.hosts.folder(grace.id), 'word.txt'), 'utf8')).toBe('Ada');
});

test('a second host is on the worker of the first, and an instructor’s copy where the original is; both are lost with it', async () => {
  const school = await startSchool(['one', 'two']);
  const ada = await join(school.lab, 'Ada');
  const [at, other] = whereIs(school, ada) as [TestWorker, TestWorker];
  const [second, ines] = [secondOf(ada.id), 'i00000000000c'];
  await school.hosts.ensure({ learner: second });
  await school.hosts.copy({ from: ada.id, to: ines });
  for (const owner of [second, ines]) {
    expect(at.hosts.status(owner)).toBeDefined();
    expect(other.hosts.status(owner)).toBeUndefined();
  }
  const opened = await ada.post(pathOf(api.terminals.open), { cols: 80, rows: 24, host: 'second' });
  expect(opened.status).toBe(201);
  await at.close();
  await until(() => school.roster.up.length === 1);
  school.are(...school.workers.map((one): WorkerState => (one === at ? 'lost' : 'serving')));
  await until(() => [second, ines].every((owner) => school.hosts.status(owner)?.state === 'failed'));
  await until(() => other.hosts.status(ada.id)?.state === 'ready');
  // Another takes its place, on the worker where the learner is now.
  await school.hosts.release({ learner: second });
  await school.hosts.ensure({ learner: second });
  expect(other.hosts.status(second)?.state).toBe('ready');
  await school.hosts.copy({ from: ada.id, to: ines });
  expect(other.hosts.status(ines)?.state).toBe('waking');
});

test('a second lab server with the same certificate is refused, and the first goes on', async () => {
  const school = await startSchool(['one']);
  const ada = await join(school.lab);
  const log: string[] = [];
  const second = await startServer(school.workers, school.own, { write: (line) => void log.push(line) }, 0);
  await until(() => log.some((line) => line.includes('Another lab server uses this worker')));
  expect(second.roster.up).toEqual([]);
  expect((await hostOf(ada)).state).toBe('ready');
  school.roster.close();
  await until(() => second.roster.up.length === 1);
});

test('a lab server that was restored from a backup takes the worker over, and the earlier one is let in no more', async () => {
  const school = await startSchool(['one']);
  const log: string[] = [];
  const later = { ...school.own, tookOver: Date.now() };
  const second = await startServer(school.workers, later);
  await until(() => school.roster.up.length === 0);
  second.roster.close();
  const again = await startServer(school.workers, school.own, { write: (line) => void log.push(line) }, 0);
  await until(() => log.some((line) => line.includes('Another lab server took over this worker')));
  expect(again.roster.up).toEqual([]);
  const third = await startServer(school.workers, later);
  expect(third.roster.up).toHaveLength(1);
});

test('a lab server of another certificate is not let in, and a worker of another certificate is not believed', async () => {
  const folder = temporaryFolder();
  const [own, other] = ['own', 'other'].map((name) => ({ ...newCertificate(folder, name), tookOver: 0 })) as [
    OwnKeys,
    OwnKeys,
  ];
  const worker = await startWorker('one', own.cert);
  const log: string[] = [];
  const write = (line: string) => void log.push(line);
  const stranger = await startServer([worker], other, { write }, 0);
  await until(() => log.some((line) => line.includes('can’t be reached')));
  const forged = { ...worker, address: { ...worker.address, certificate: other.cert } };
  const deceived = await startServer([forged], own, { write }, 0);
  await until(() => log.filter((line) => line.includes('self-signed')).length > 0);
  expect([stranger, deceived].map(({ roster }) => roster.up.length)).toEqual([0, 0]);
});

test('what a worker says of learners who are not its own is not believed', async () => {
  const school = await startSchool(['one', 'two']);
  const ada = await join(school.lab, 'Ada');
  const [, other] = whereIs(school, ada) as [TestWorker, TestWorker];
  other.hosts.setStatus(ada.id, { state: 'failed', reason: 'Give me your password.' });
  await until(() => other.hosts.status(ada.id) === undefined);
  expect(await hostOf(ada)).toMatchObject({ state: 'ready' });
});

test('who had a host at rest on a lost worker gets a fresh one by a reset, and can be erased', async () => {
  const school = await startSchool(['one', 'two']);
  const [ada, grace] = [await join(school.lab, 'Ada'), await join(school.lab, 'Grace')];
  const [lost, stays] = whereIs(school, ada) as [TestWorker, TestWorker];
  lost.hosts.setStatus(ada.id, { state: 'at-rest' });
  await vi.waitFor(() => expect(school.hosts.status(ada.id)?.state).toBe('at-rest'));
  await lost.close();
  await until(() => school.roster.up.length === 1);
  school.are(...school.workers.map((one): WorkerState => (one === lost ? 'lost' : 'serving')));
  expect((await school.hosts.capacity()).learners).toEqual([grace.id]);
  await school.hosts.release({ learner: ada.id });
  await school.hosts.reset({ learner: ada.id });
  await until(() => stays.hosts.status(ada.id)?.state === 'ready');
});
