// A worker as an operator starts it, and a lab server that has its learners there.
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { hostsElsewhere } from '../../lab-server/app/elsewhere.ts';
import { processWith, signal } from '../../lab-server/common/process.ts';
import type { RemoteHostMaker } from '../../lab-server/host-maker/client.ts';
import { drawScenario } from '../../lab-server/hosts/scenario.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import { openDatabase } from '../../lab-server/store/database.ts';
import { makeCertificate } from '../../lab-server/testing/certificate.ts';
import { startLab } from '../../lab-server/testing/lab.ts';
import { temporaryFolder } from '../../lab-server/testing/temporary.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from '../support/client.ts';
import { processOf } from '../support/machine.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { TerminalWindow } from '../support/window.ts';

const folder = path.join(folders.made, 'test/worker-keys');
let worker: RunningServer;
let port: number;
let files: Record<'own' | 'labServer', { TLS_CERT: string; TLS_KEY: string }>;

const pair = ({ TLS_CERT, TLS_KEY }: { TLS_CERT: string; TLS_KEY: string }) => ({
  cert: readFileSync(TLS_CERT, 'utf8'),
  key: readFileSync(TLS_KEY, 'utf8'),
});

beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  files = { own: makeCertificate(folder, 'worker'), labServer: makeCertificate(folder, 'lab-server') };
  port = await freePort();
  const env = { ...files.own, WORKER_FOR: files.labServer.TLS_CERT, RECORD: 'off' };
  worker = await npmStart({ name: 'worker', port, env });
  await vi.waitFor(() => expect(worker.output).toContain('Makes lab hosts for a lab server'), 180_000);
});
afterAll(() => worker.stop());

/** A lab server whose only worker is this one. */
async function startServer() {
  const data = temporaryFolder();
  const workers = [
    {
      address: { name: 'one', host: '127.0.0.1', port, certificate: pair(files.own).cert },
      machine: 'member-1',
      state: 'serving' as const,
    },
  ];
  const maker: Pick<RemoteHostMaker, 'onWorkers'> = {
    onWorkers: (take) => take({ workers, own: { ...pair(files.labServer), tookOver: 0 }, together: false }),
  };
  const elsewhere = hostsElsewhere({
    maker,
    database: openDatabase(`${data}/data`),
    logger: pino({ level: 'silent' }),
  });
  const { hosts, terminals, streams } = elsewhere;
  const lab = await startLab({
    folder: data,
    hosts,
    terminals,
    streams,
    courses: [
      {
        name: folders.name,
        about: { title: 'The course', summary: { en: 'What it teaches.' } },
        checkersDir: folders.checkers,
        exercisesDir: folders.exercises,
        siteDir: folders.site,
        draw: drawScenario,
      },
    ],
  });
  onTestFinished(() => elsewhere.close());
  onTestFinished(() => elsewhere.hangUp());
  return lab;
}

async function newLearner(): Promise<ApiClient> {
  const learner = new ApiClient((await startServer()).url);
  await learner.join();
  await vi.waitFor(
    async () => expect((await learner.call(api.host.status)).body.state).toBe('ready'),
    120_000,
  );
  return learner;
}

test('a learner on a worker is marked, and their terminal and files are there', async () => {
  const ada = await newLearner();
  const window = await TerminalWindow.open(ada);
  window.type('docker ps --format "{{.Names}}"; whoami; echo from $((6 * 7)) > note.txt\n');
  await vi.waitFor(() => expect(window.text).toMatch(/whale[\s\S]*\bpi\r/), 30_000);
  const answered = await ada.call(api.exercises.answer, {
    params: { id: 'how-many' },
    body: { answer: { count: 4 } },
  });
  expect(answered.body).toMatchObject({ verdict: { status: 'correct' } });
  await vi.waitFor(async () =>
    expect((await ada.call(api.files.list)).body.files).toMatchObject([{ name: 'note.txt' }]),
  );
});

test('the door and the host-maker of a worker may end at any moment, and terminals go on', async () => {
  const ada = await newLearner();
  const window = await TerminalWindow.open(ada);
  window.type('n=7; echo $((n * 3))\n');
  await vi.waitFor(() => expect(window.text).toMatch(/\b21\r/), 30_000);
  await signal(await processWith(Number(processOf(worker.stateDir, 'door.ts'))), 'SIGKILL');
  await vi.waitFor(() => expect(window.closed).toBeDefined(), 20_000);
  // The connection of the window ended with the door. The terminal did not.
  await vi.waitFor(async () => expect((await ada.call(api.host.status)).body.state).toBe('ready'), 20_000);
  const listed = await vi.waitFor(async () => {
    const { status, body } = await ada.call(api.terminals.list);
    expect(status).toBe(200);
    return body.terminals;
  }, 20_000);
  const again = new TerminalWindow(ada, listed[0].id);
  await once(again.socket, 'open');
  again.type('echo $((n * 6))\n');
  await vi.waitFor(() => expect(again.text).toMatch(/\b42\r/), 20_000);
  await signal(
    await processWith(JSON.parse(readFileSync(path.join(worker.stateDir, 'lock'), 'utf8')).pid),
    'SIGKILL',
  );
  await vi.waitFor(() => expect(worker.output.match(/Makes lab hosts/g)).toHaveLength(2), 60_000);
  await vi.waitFor(
    async () => {
      const { body } = await ada.call(api.exercises.answer, {
        params: { id: 'how-many' },
        body: { answer: { count: 4 } },
      });
      expect(body).toMatchObject({ verdict: { status: 'correct' } });
    },
    { timeout: 60_000, interval: 1000 },
  );
});
