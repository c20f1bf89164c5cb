// The trials of npm run test:cluster, in a network namespace of their own.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { must, run } from '../../lab-server/common/exec.ts';
import { architectureOf } from '../../lab-server/packaging/architecture.ts';
import { writeImages } from '../../lab-server/packaging/image-parts.ts';
import { incusImage } from '../../lab-server/packaging/incus-image.ts';
import { childEnv } from '../../lab-server/settings/environment.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Steps } from '../../lab-server/setup/steps.ts';
import { makeCertificate } from '../../lab-server/testing/certificate.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from '../support/client.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { TerminalWindow } from '../support/window.ts';
import { Results } from '../vm/results.ts';
import { accessTo, addMember, addressOf, makeBridge, type SiteMember } from './site.ts';

const folder = path.join(folders.made, 'test/cluster');
const results = new Results('cluster');
const members: SiteMember[] = [];
let learners: ApiClient[] = [];
let env: Record<string, string> = {};
let server: RunningServer | undefined;
let image = '';
/** The lab server keeps copies on two workers. */
const backups = { BACKUP_TO: 'workers', BACKUP_EVERY: '1' };

const needs = (what: string, work: Parameters<Results['try']>[1]) =>
  results.try(what, work, { needed: true });

/** Runs `npm run lab -- cluster …` as an operator does. */
async function lab(...words: string[]): Promise<string> {
  const argv = ['npm', 'run', '--silent', 'lab', '--', 'cluster', ...words];
  return must(argv, { cwd: folders.root, env: childEnv({ ...env, STATE_DIR: state }), timeoutMs: 900_000 });
}

const hostOf = async (learner: ApiClient) => (await learner.call(api.host.status)).body;

async function isReady(learner: ApiClient, timeout = 60_000): Promise<void> {
  await until(async () => {
    const host = await hostOf(learner);
    if (host.state !== 'ready') throw new Error(`the host is ${JSON.stringify(host)}`);
  }, timeout);
}

async function isMarked(learner: ApiClient): Promise<void> {
  const { body } = await learner.call(api.exercises.answer, {
    params: { id: 'how-many' },
    body: { answer: { count: 4 } },
  });
  if (body.verdict?.status !== 'correct') throw new Error(JSON.stringify(body).slice(0, 500));
}

async function newLearner(name: string): Promise<ApiClient> {
  const learner = new ApiClient(await (server as RunningServer).url());
  await learner.join(name);
  await isReady(learner);
  learners.push(learner);
  return learner;
}

let state = path.join(folders.made, 'test/cluster-server');

/** The worker that a learner's host is on. */
async function workerOf(learner: ApiClient): Promise<string> {
  const { body } = await learner.call(api.learner.me);
  const database = new DatabaseSync(path.join(state, 'data/vethlab.sqlite'), { readOnly: true });
  const found = database.prepare('SELECT worker FROM placements WHERE learner = ?').get(body.id);
  database.close();
  return String(found?.worker);
}

/** The learners of a member's worker, and the others. */
async function learnersOf({ name }: SiteMember): Promise<[ApiClient[], ApiClient[]]> {
  const workers = await Promise.all(learners.map(workerOf));
  const isThere = (_: ApiClient, i: number) => workers[i] === `worker-${name}`;
  return [learners.filter(isThere), learners.filter((one, i) => !isThere(one, i))];
}

/** Each learner who must notice nothing has a window that stays open, and a shell that answers. */
async function whileUndisturbed(others: readonly ApiClient[], work: () => Promise<string>): Promise<string> {
  const windows = await Promise.all(others.map((one) => TerminalWindow.open(one)));
  const said = await work();
  for (const window of windows) {
    if (window.closed !== undefined) throw new Error(`a window of another worker closed (${window.closed})`);
    window.type('echo still $((6 * 7))\n');
    await until(() => {
      if (!window.text.includes('still 42')) throw new Error('a shell of another worker does not answer');
    }, 10_000);
    window.socket.close();
  }
  return `${said}; ${others.length} others noticed nothing`;
}

/** Until a learner gets another host: when the page says that something is wrong, and when the fresh one is there. */
async function replaced(learner: ApiClient, began: number): Promise<string> {
  const isSince = ({ lost, awaySince }: { lost?: { why: string; at: string }; awaySince?: string }) =>
    awaySince !== undefined || (lost?.why === 'machine' && Date.parse(lost.at) >= began);
  const told = await until(async () => {
    const host = await hostOf(learner);
    if (host.state === 'ready' && !isSince(host)) throw new Error('the page says nothing');
    return Date.now() - began;
  }, 60_000);
  await until(async () => {
    const host = await hostOf(learner);
    if (host.state !== 'ready' || host.awaySince !== undefined || !isSince(host))
      throw new Error(JSON.stringify(host));
  }, 60_000);
  await until(() => isMarked(learner), 20_000, 1000);
  return `told after ${(told / 1000).toFixed(1)} s, marked on a fresh host after ${((Date.now() - began) / 1000).toFixed(1)} s`;
}

/** A member beside the first whose worker has learners, with them and the others. */
async function someoneElses(): Promise<{ at: SiteMember; ada: ApiClient; others: ApiClient[] }> {
  for (const at of members.slice(1)) {
    const [[ada], others] = await learnersOf(at);
    if (ada) return { at, ada, others };
  }
  throw new Error('all learners are on the first member');
}

const member = (index: number) => members[index] as SiteMember;
const incus = (...argv: string[]) =>
  member(env.INCUS_URL === addressOf(member(1)) ? 1 : 0).daemon.must(...argv);

/** Until the lab server reaches all workers that there are. */
async function allReached(count: number): Promise<void> {
  await until(
    async () => {
      const reached = [
        ...(server?.output ?? '').matchAll(/"worker":"([^"]+)".*?"msg":"A worker can(’t)? be reached"/g),
      ];
      const last = new Map(reached.map(([, name, not]) => [name, not === undefined]));
      const up = [...last.values()].filter(Boolean).length;
      if (up !== count) throw new Error(`${up} of ${count} workers are reached`);
    },
    180_000,
    500,
  );
}

rmSync(state, { recursive: true, force: true });
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
try {
  await needs('the image of workers', async () => {
    const [file = ''] = process.argv.slice(2);
    image =
      file ||
      ((
        await writeImages(new Steps(), [incusImage], {
          architecture: architectureOf(),
          output: folder,
          compress: false,
        })
      )[0] ??
        '');
    return path.basename(image);
  });
  await needs('three members make a cluster', async (tell) => {
    await makeBridge();
    for (const index of [0, 1, 2]) {
      members.push(await addMember(index, path.dirname(image), members[0]));
      tell(`${index + 1} joined`);
    }
    const listed = await (members[0] as SiteMember).daemon.must(
      'cluster',
      'list',
      '--format=csv',
      '--columns=ns',
    );
    if (listed.match(/Online|ONLINE/g)?.length !== 3) throw new Error(listed);
    return listed.trim();
  });
  await needs('cluster up', async () => {
    env = await accessTo(members[0] as SiteMember, folder, makeCertificate(folder, 'client'));
    const said = await lab('up', '--image', image, '--yes');
    return said.trim();
  });
  await results.try('cluster up once more', async () => {
    const said = await lab('up', '--yes');
    if (!said.includes('as they should be')) throw new Error(said);
    return said.trim();
  });
  await results.try('cluster status', async () => (await lab('status')).trim());
  await needs('a lab server with three workers, and six learners on them', async () => {
    server = await npmStart({
      name: 'cluster-server',
      env: { ...env, ...backups, LOG_LEVEL: 'info' },
      keep: true,
    });
    await server.url();
    await allReached(3);
    for (const name of ['Ada', 'Grace', 'Alan', 'Edith', 'Radia', 'Vint']) await newLearner(name);
    for (const learner of learners) await isMarked(learner);
    const workers = await Promise.all(learners.map(workerOf));
    if (new Set(workers).size !== 3) throw new Error(workers.join());
    return workers.join(', ');
  });
  await results.try('nothing gets through between lab server and worker for 60 s', async () => {
    const [[ada], others] = await learnersOf(member(1));
    if (!ada) throw new Error('nobody is there');
    return whileUndisturbed(others, async () => {
      const before = await TerminalWindow.open(ada);
      before.type('for n in $(seq 1 800); do echo line $n; sleep 0.1; done; echo it was $$\n');
      await until(() => {
        if (!before.text.includes('line 20\r')) throw new Error('no line 20');
      }, 20_000);
      const within = ['nsenter', '--net', '--target', String(member(1).daemon.pid), 'ip', 'route'];
      await must([...within, 'add', 'blackhole', '10.99.0.1/32']);
      await sleep(60_000);
      await must([...within, 'delete', 'blackhole', '10.99.0.1/32']);
      const mended = Date.now();
      await until(async () => {
        const { status } = await ada.call(api.terminals.list);
        if (status !== 200) throw new Error(`the terminals answer ${status}`);
      }, 30_000);
      const back = ((Date.now() - mended) / 1000).toFixed(1);
      const after = new TerminalWindow(ada, before.id, before.place);
      await until(() => {
        if (!/it was \d+\r/.test(after.text)) throw new Error(after.text.slice(-300));
      }, 60_000);
      const lines = [...(before.text + after.text).matchAll(/\bline (\d+)\r/g)].map(([, n]) => Number(n));
      if (lines.join() !== Array.from({ length: 800 }, (_, i) => i + 1).join())
        throw new Error(`the lines are ${lines.join()}`);
      after.socket.close();
      return `back ${back} s after the end of it, no byte lost or repeated, the shell lives`;
    });
  });
  await results.try('a worker is killed', async () => {
    const { at, ada, others } = await someoneElses();
    return whileUndisturbed(others, async () => {
      const began = Date.now();
      await incus('stop', '--force', '--project=vethlab', `worker-${at.name}`);
      const said = await replaced(ada, began);
      await allReached(3);
      return `${said}; the worker was back after ${((Date.now() - began) / 1000).toFixed(0)} s`;
    });
  });
  await results.try('the Incus of a member is killed and comes back', async () =>
    whileUndisturbed(learners, async () => {
      const { stdout } = await run([
        'pgrep',
        '--ns',
        String(member(1).daemon.pid),
        '--nslist',
        'pid',
        '-f',
        '^/usr/libexec/incus/incusd --group',
      ]);
      for (const pid of stdout.trim().split('\n')) process.kill(Number(pid), 'SIGKILL');
      await sleep(30_000);
      await until(
        async () => {
          if ((await incus('cluster', 'list', '--format=csv', '--columns=ns')).match(/ONLINE/g)?.length !== 3)
            throw new Error('it is not back');
        },
        60_000,
        1000,
      );
      return 'back';
    }),
  );
  await results.try('a second lab server', async () => {
    const other = path.join(folders.made, 'test/cluster-second');
    rmSync(other, { recursive: true, force: true });
    cpSync(path.join(state, 'cluster'), path.join(other, 'cluster'), { recursive: true });
    const second = await npmStart({ name: 'cluster-second', env, keep: true });
    await second.url();
    await until(() => {
      if (!second.output.includes('Another lab server uses this worker')) throw new Error(second.output);
    }, 20_000);
    await second.stop();
    for (const learner of learners) await isMarked(learner);
    return 'refused by the workers, with the reason';
  });
  await results.try('the lab server is lost, and another takes over from a copy on a worker', async () => {
    const [ada] = learners as [ApiClient];
    const window = await TerminalWindow.open(ada);
    window.type('n=7; echo $((n * 3))\n');
    await until(() => {
      if (!/\b21\r/.test(window.text)) throw new Error(window.text.slice(-300));
    }, 20_000);
    const answered = Date.now();
    const copiedAt = await until(
      async () => {
        const metrics = await (await fetch(new URL('/metrics', ada.url))).text();
        const [, seconds] = /^vethlab_backup_timestamp_seconds (\S+)$/m.exec(metrics) ?? [];
        if (!(Number(seconds) * 1000 > answered - 1000)) throw new Error('no copy has it yet');
        return Date.now();
      },
      120_000,
      500,
    );
    const began = Date.now();
    await server?.stop('SIGKILL');
    state = path.join(folders.made, 'test/cluster-third');
    rmSync(state, { recursive: true, force: true });
    const restored = await must(['npm', 'run', '--silent', 'restore', 'newest'], {
      cwd: folders.root,
      env: childEnv({ ...env, ...backups, STATE_DIR: state }),
      timeoutMs: 120_000,
    });
    server = await npmStart({
      name: path.basename(state),
      env: { ...env, ...backups, LOG_LEVEL: 'info' },
      keep: true,
    });
    const url = await server.url();
    learners = learners.map(({ cookie }) => Object.assign(new ApiClient(url), { cookie }));
    await allReached(3);
    const [again] = learners as [ApiClient];
    await until(() => isMarked(again), 60_000, 250);
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    const after = new TerminalWindow(again, window.id);
    await until(
      () => {
        if (after.socket.readyState === WebSocket.OPEN) after.type('echo $((n * 6))\n');
        if (!/\b42\r/.test(after.text)) throw new Error(after.text.slice(-300));
      },
      20_000,
      500,
    );
    after.socket.close();
    for (const learner of learners) await isMarked(learner);
    return `an answer was in a copy after ${((copiedAt - answered) / 1000).toFixed(0)} s (BACKUP_EVERY=1); ${restored.split('\n')[0]}; marked again ${seconds} s after the loss, and the shells live`;
  });
  await results.try('the lost lab server comes back', async () => {
    const former = await npmStart({ name: 'cluster-server', env, keep: true });
    await former.url();
    await until(() => {
      if (!former.output.includes('Another lab server took over this worker')) throw new Error(former.output);
    }, 20_000);
    await former.stop();
    for (const learner of learners) await isMarked(learner);
    return 'refused by the workers, with the reason';
  });
  await results.try('a member is emptied (incus cluster evacuate) and comes back', async () => {
    const { at, ada, others } = await someoneElses();
    const said = await whileUndisturbed(others, async () => {
      const began = Date.now();
      await incus('cluster', 'evacuate', at.name, '--force');
      const evacuated = ((Date.now() - began) / 1000).toFixed(0);
      return `emptied in ${evacuated} s; ${await replaced(ada, began)}`;
    });
    await incus('cluster', 'restore', at.name, '--force');
    await allReached(3);
    return said;
  });
  await results.try('a newer image, one worker after another', async () => {
    const newer = path.join(path.dirname(image), 'newer.incus.tar.gz');
    await must(['sh', '-c', 'zcat "$1" | gzip -1 > "$2"', 'sh', image, newer], { timeoutMs: 300_000 });
    const said = await lab('up', '--image', newer, '--yes');
    rmSync(newer);
    await allReached(3);
    for (const learner of learners) {
      await until(
        async () => {
          const host = await hostOf(learner);
          if (host.state === 'at-rest')
            await learner.call(api.terminals.open, { body: { cols: 80, rows: 24 } });
          if (host.state !== 'ready') throw new Error(JSON.stringify(host));
        },
        120_000,
        1000,
      );
    }
    const woken = await Promise.all(learners.map(hostOf));
    return `${said.trim().split('\n').slice(-4).join('; ')}; ${woken.filter(({ woken }) => woken).length} of ${woken.length} hosts woke again`;
  });
  let lost = '';
  await results.try('the member that the lab server asks is lost with its worker', async () => {
    const [[ada], others] = await learnersOf(member(0));
    if (!ada) throw new Error('nobody is on it');
    lost = member(0).name;
    const said = await whileUndisturbed(others, async () => {
      const began = Date.now();
      process.kill(member(0).daemon.pid, 'SIGKILL');
      return replaced(ada, began);
    });
    env = { ...env, INCUS_URL: addressOf(member(1)) };
    return said;
  });
  await results.try('cluster down', async () => {
    if (lost !== '') await incus('cluster', 'remove', lost, '--force', '--yes');
    const said = await lab('down', '--yes');
    const left = await incus('project', 'list', '--format=csv', '--columns=n');
    if (left.includes('vethlab')) throw new Error(left);
    return said.trim().split('\n').slice(-5).join('; ');
  });
} catch (error) {
  for (const { name, daemon } of members) {
    const { stdout } = await daemon.do('console', `worker-${name}`, '--project=vethlab', '--show-log');
    console.error(`--- the console of worker-${name}\n${stdout.replaceAll('\r', '').slice(-2000)}`);
  }
  console.error(`--- the lab server\n${server?.output.slice(-2000)}`);
  console.error(`\nwhat follows was not tried: ${(error as Error).message.slice(0, 1000)}`);
} finally {
  await server?.stop();
  results.finish('An Incus cluster of three members');
  for (const { daemon } of members) await daemon.stop();
  process.exit(results.failed > 0 ? 1 : 0);
}
