import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { HostState } from '../../protocol/host.ts';
import { PING_EVERY } from '../terminals/windows.ts';
import { joinClass, signIn } from '../testing/desk-client.ts';
import { type Lab, startLab } from '../testing/lab.ts';
import { join, type LearnerClient, problemOf } from '../testing/learner-client.ts';
import { parseMetrics, type Samples } from '../testing/metrics-text.ts';
import { TerminalClient } from '../testing/terminal-client.ts';

async function scrape(lab: Lab): Promise<Samples> {
  const response = await fetch(`${lab.url}/metrics`);
  expect(response.status).toBe(200);
  return parseMetrics(await response.text());
}

/** Waits until a figure has a value, since the event that it counts comes from the other end of a socket. */
const untilShown = (lab: Lab, sample: string, value: number) =>
  vi.waitFor(async () => expect((await scrape(lab)).get(sample)).toBe(value), { timeout: 30_000 });

async function answerWord(learner: LearnerClient, word: string): Promise<void> {
  const response = await learner.post(pathOf(api.exercises.answer, { params: { id: 'word' } }), {
    answer: { word },
  });
  expect(response.status).toBe(201);
}

test('a server on which nothing happened yet says so in figures', async () => {
  const lab = await startLab();
  const response = await fetch(`${lab.url}/metrics`);
  expect(response.headers.get('content-type')).toBe(
    'application/openmetrics-text; version=1.0.0; charset=utf-8',
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
  const samples = parseMetrics(await response.text());
  for (const state of HostState.options) expect(samples.get(`vethlab_hosts{state="${state}"}`)).toBe(0);
  expect(samples.get('vethlab_terminals')).toBe(0);
  for (const reason of ['lost', 'silent', 'broken']) {
    expect(samples.get(`vethlab_terminal_connections_dropped_total{reason="${reason}"}`)).toBe(0);
  }
});

test('hosts that wait ready are counted', async () => {
  const lab = await startLab();
  lab.hosts.spares = 2;
  await untilShown(lab, 'vethlab_spare_hosts', 2);
});

test('memory is what programs could still take, and the server shows its own', async () => {
  const samples = await scrape(await startLab());
  const available = samples.get('vethlab_memory_available_bytes') ?? 0;
  expect(available).toBeGreaterThan(0);
  expect(available).toBeLessThan(os.totalmem());
  expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(2 ** 20);
  expect(samples.get('process_cpu_seconds_total')).toBeGreaterThan(0);
});

test('hosts are counted by state, and the time to make and reset them is measured', async () => {
  const lab = await startLab();
  const [ada] = await Promise.all([join(lab), join(lab)]);
  lab.hosts.setStatus('third', { state: 'starting' });
  let samples = await scrape(lab);
  expect(samples.get('vethlab_hosts{state="ready"}')).toBe(2);
  expect(samples.get('vethlab_hosts{state="starting"}')).toBe(1);
  expect(samples.get('vethlab_host_create_seconds_count{outcome="ready"}')).toBe(2);

  lab.hosts.setStatus('third', { state: 'failed', reason: 'no room' });
  expect((await ada.post(pathOf(api.host.reset), {})).status).toBe(202);
  lab.hosts.setStatus(ada.id, { state: 'ready' });
  samples = await scrape(lab);
  expect(samples.get('vethlab_hosts{state="ready"}')).toBe(2);
  expect(samples.get('vethlab_hosts{state="failed"}')).toBe(1);
  expect(samples.get('vethlab_host_create_seconds_count{outcome="failed"}')).toBe(1);
  expect(samples.get('vethlab_host_reset_seconds_count{outcome="ready"}')).toBe(1);
  expect(samples.get('vethlab_host_reset_seconds_bucket{le="+Inf",outcome="ready"}')).toBe(1);
  expect(samples.get('vethlab_host_create_seconds_count{outcome="ready"}')).toBe(2);
});

test('each checked answer is counted, by exercise and result', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  writeFileSync(path.join(ada.folder, 'word.txt'), 'veth\n');
  await answerWord(ada, 'bridge');
  await answerWord(ada, 'bridge');
  await answerWord(ada, 'veth');
  const samples = await scrape(lab);
  const count = (status: string) =>
    samples.get(`vethlab_check_seconds_count{exercise="word",status="${status}"}`);
  expect([count('correct'), count('incorrect'), count('partial')]).toEqual([1, 2, undefined]);
  expect(samples.get('vethlab_check_seconds_sum{exercise="word",status="correct"}')).toBeGreaterThan(0);
});

test('in an exam the metrics do not say how an answer was marked, until the exam is released', async () => {
  const lab = await startLab();
  const desk = await signIn(lab);
  const [from, until] = [-1, 1].map((hours) => new Date(Date.now() + hours * 3600_000).toISOString());
  const exam = { from: from ?? '', until: until ?? '', attempts: null, released: false };
  const group = await desk.newClass('Networks', { exam });
  const ada = await joinClass(lab, group.code, 'Ada');
  writeFileSync(path.join(ada.folder, 'word.txt'), 'veth\n');
  await answerWord(ada, 'veth');
  await answerWord(ada, 'bridge');
  const text = await (await fetch(`${lab.url}/metrics`)).text();
  expect(text).toContain('vethlab_check_seconds_count{exercise="word",status="held"} 2');
  expect(text).not.toMatch(/(in)?correct/);
  await desk.set(group, { exam: { ...exam, released: true } });
  expect(await (await fetch(`${lab.url}/metrics`)).text()).not.toMatch(/(in)?correct/);
});

test('terminals and their windows are counted; only a window that was not closed was dropped', async () => {
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const [closed, cut, rude] = [1, 2, 3].map(() => new TerminalClient(ada, id)) as [
    TerminalClient,
    TerminalClient,
    TerminalClient,
  ];
  await Promise.all([closed, cut, rude].map((window) => window.shows('prompt> ')));
  const samples = await scrape(lab);
  expect(samples.get('vethlab_terminals')).toBe(1);
  expect(samples.get('vethlab_terminal_connections')).toBe(3);

  closed.socket.close();
  await closed.closed;
  cut.socket.terminate();
  rude.say('nonsense');
  await rude.closed;
  await untilShown(lab, 'vethlab_terminal_connections', 0);
  const after = await scrape(lab);
  const dropped = (reason: string) =>
    after.get(`vethlab_terminal_connections_dropped_total{reason="${reason}"}`);
  expect([dropped('lost'), dropped('broken'), dropped('silent')]).toEqual([1, 1, 0]);
  expect(after.get('vethlab_terminals')).toBe(1);

  expect((await ada.fetch(pathOf(api.terminals.end, { params: { id } }), { method: 'DELETE' })).status).toBe(
    204,
  );
  await untilShown(lab, 'vethlab_terminals', 0);
});

test('a window that answers no ping is dropped as silent, and one that answers stays', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const lab = await startLab();
  const ada = await join(lab);
  const id = await ada.openTerminal();
  const [alive, dead] = [new TerminalClient(ada, id), new TerminalClient(ada, id)];
  await Promise.all([alive.shows('prompt> '), dead.shows('prompt> ')]);
  dead.socket.pause();
  onTestFinished(() => dead.socket.terminate());
  vi.advanceTimersByTime(PING_EVERY);
  // Twice, since its answer to the server's ping comes after its own first one.
  await alive.roundTrip();
  await alive.roundTrip();
  vi.advanceTimersByTime(PING_EVERY);
  vi.useRealTimers();
  await untilShown(lab, 'vethlab_terminal_connections_dropped_total{reason="silent"}', 1);
  expect((await scrape(lab)).get('vethlab_terminal_connections')).toBe(1);
});

test('no metric says who anybody is', async () => {
  const lab = await startLab();
  const learner = await join(lab, 'Zebedee Quill');
  await answerWord(learner, 'Xylophone');
  const id = await learner.openTerminal();
  const window = new TerminalClient(learner, id);
  await window.shows('prompt> ');
  const text = await (await fetch(`${lab.url}/metrics`)).text();
  expect(text).toContain('exercise="word"');
  for (const secret of ['Zebedee', 'Quill', 'Xylophone', learner.id, id, 'lesson']) {
    expect(text).not.toContain(secret);
  }
});

/** An address of this machine that is not loopback, from which a request looks like another machine's. */
const elsewhere = Object.values(os.networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;

test('other machines, and clients that come through a proxy, are refused', async () => {
  const lab = await startLab({ host: '0.0.0.0' });
  const { port } = new URL(lab.url);
  const local = `http://127.0.0.1:${port}/metrics`;
  expect((await fetch(local)).status).toBe(200);
  for (const headers of [{ 'x-forwarded-for': '192.0.2.7' }, { forwarded: 'for=192.0.2.7' }]) {
    const response = await fetch(local, { headers });
    expect(response.status).toBe(403);
    const { detail } = await problemOf(response, 'metrics-refused');
    expect(detail).toContain('METRICS=all');
  }
});

test.runIf(elsewhere)('from another address they come with METRICS=all only', async () => {
  for (const [metrics, status] of [
    ['loopback', 403],
    ['all', 200],
  ] as const) {
    const lab = await startLab({ host: '0.0.0.0', metrics });
    const { port } = new URL(lab.url);
    expect((await fetch(`http://${elsewhere}:${port}/metrics`)).status).toBe(status);
  }
});

test('a method it does not take is refused', async () => {
  const lab = await startLab();
  const response = await fetch(`${lab.url}/metrics`, { method: 'POST' });
  expect(response.status).toBe(405);
  await problemOf(response, 'method-not-allowed');
});
