import { setTimeout as sleep } from 'node:timers/promises';
import { environment } from '../../lab-server/settings/environment.ts';
import { ownerOf } from '../../lab-server/setup/unprivileged.ts';
import { serverEvents } from '../../lab-server/testing/server-events.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Grades } from '../../protocol/desk/grades.ts';
import { wallEvents } from '../../protocol/desk/wall.ts';
import { ApiClient } from '../support/client.ts';
import { npmStart } from '../support/server.ts';
import { Classmate, Tally } from './classmate.ts';
import { percentile, printRows, type Row } from './figures.ts';
import { privateMegabytes, processesOfUser, processesWith } from './memory.ts';

const LEARNERS = Number(environment.BENCH_LEARNERS ?? 40);
const MINUTES = Number(environment.BENCH_MINUTES ?? 10);
/** ms between two learners who join. */
const JOINING = 500;

/**
 * A class at work on real lab hosts, as one script that runs beside it: each learner joins, types, answers, reloads, loses the connection and
 * resumes; an instructor's wall is open. In the end every attempt and every byte of output is accounted for. The reference for an echo is that
 * of a single learner before the class.
 */
export async function bench(): Promise<void> {
  const server = await npmStart({ name: 'bench-class', args: ['--class'], env: { PARK_AFTER: '0' } });
  try {
    const url = await server.url();
    const { desk, group, code } = await openDesk(url, await deskToken(server));
    const pids = [
      ...processesWith('lab-server/main.ts', server.stateDir),
      ...processesOfUser(ownerOf(server.stateDir)),
    ];
    const [alone, tally] = [new Tally(), new Tally()];
    const first = new Classmate(url, 'Alone', alone);
    await first.join(code);
    await first.work(Date.now() + 20_000, random(1));
    await first.account();

    const learners = Array.from(
      { length: LEARNERS },
      (_, i) => new Classmate(url, `Learner ${i + 1}`, tally),
    );
    const wall = followWall(desk, group, tally);
    for (const learner of learners) learner.onAttempt = wall.expect;
    console.log(`  ${LEARNERS} learners join…`);
    await Promise.all(
      learners.map(async (learner, i) => {
        await sleep(i * JOINING);
        await learner.join(code);
      }),
    );
    console.log(`  They work for ${MINUTES} minutes…`);
    const until = Date.now() + MINUTES * 60_000;
    let most = 0;
    const look = setInterval(() => {
      most = Math.max(
        most,
        pids.reduce((sum, pid) => sum + privateMegabytes(pid), 0),
      );
    }, 5000);
    await Promise.all(learners.map((learner, i) => learner.work(until, random(i + 2))));
    clearInterval(look);
    await sleep(2000);
    for (const learner of learners) await learner.account();
    wall.end();
    const attempts = await attemptsOf(desk, group, new Set(learners.map(({ id }) => id)));
    report(tally, alone, attempts, most);
  } finally {
    await server.stop();
  }
}

function report(tally: Tally, alone: Tally, attempts: number, most: number): void {
  const row = (what: string, values: number[], p: number, reference?: number[]): Row => ({
    what: `${what}, p${p} of ${values.length}`,
    ours: percentile(values, p),
    unit: 'ms',
    ...(reference && reference.length > 0 ? { reference: percentile(reference, p) } : {}),
  });
  printRows(`A class of ${LEARNERS} for ${MINUTES} minutes; the reference is one learner alone`, [
    row('echo', tally.echoes, 50, alone.echoes),
    row('echo', tally.echoes, 99, alone.echoes),
    row('join, the request', tally.joins, 50, alone.joins),
    row('join, the request', tally.joins, 99, alone.joins),
    row('join to the prompt, hosts being made', tally.prompts, 50, alone.prompts),
    row('join to the prompt, hosts being made', tally.prompts, 99, alone.prompts),
    row('check', tally.checks, 50, alone.checks),
    row('check', tally.checks, 99, alone.checks),
    row('verdict to the wall', tally.walls, 50),
    row('verdict to the wall', tally.walls, 99),
    { what: 'lab server, private memory, most', ours: most, unit: 'MB' },
  ]);
  const kept = tally.submitted - tally.refused;
  console.log(
    `\n  Answers: ${tally.submitted} sent, ${tally.refused} refused, ${kept} kept by what learners were told,`,
  );
  console.log(
    `  ${attempts} in the grades, ${tally.heard} heard of by pages, ${tally.walls.length} seen on the wall.`,
  );
  console.log(
    `  Commands: ${tally.commands} typed, ${tally.commandsLost} without their output, ${tally.commandsTwice} with it twice.`,
  );
  console.log(
    `  Output: ${tally.bytes} bytes compared with a new window’s, ${tally.bytesWrong} in terminals that differ; ${tally.drops} drops, ${tally.reloads} reloads.`,
  );
}

/** When each verdict is on the wall. */
function followWall(desk: ApiClient, group: string, tally: Tally) {
  const counts = new Map<string, number>();
  const waiting: { key: string; count: number; at: number }[] = [];
  const abort = new AbortController();
  const seen = new Map<string, number>();
  const settle = () => {
    for (const one of [...waiting]) {
      if ((seen.get(one.key) ?? 0) < one.count) continue;
      waiting.splice(waiting.indexOf(one), 1);
      // The wall may hear of a verdict before the learner does.
      tally.walls.push(Math.max(0, performance.now() - one.at));
    }
  };
  void (async () => {
    const headers = { cookie: desk.cookie };
    const url = new URL(pathOf(api.deskWall.wall, { params: { class: group } }), desk.url);
    const response = await fetch(url, { headers, signal: abort.signal });
    for await (const { event, data } of serverEvents(response)) {
      if (event !== 'rows') continue;
      for (const row of wallEvents.rows.parse(data)) {
        for (const { id, attempts } of row.exercises) seen.set(`${row.learner} ${id}`, attempts);
      }
      settle();
    }
  })().catch(() => {});
  return {
    expect(learner: string, exercise: string, at: number) {
      const key = `${learner} ${exercise}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      waiting.push({ key, count, at });
      settle();
    },
    end: () => abort.abort(),
  };
}

async function deskToken(server: { output: string }): Promise<string> {
  for (;;) {
    const [, token] = /\/desk\/#(\S+)/.exec(server.output) ?? [];
    if (token) return token;
    await sleep(50);
  }
}

async function openDesk(url: string, token: string) {
  const desk = new ApiClient(url);
  await desk.call(api.deskAccount.signIn, { body: { token } });
  const { body } = await desk.call(api.deskClasses.list);
  const [{ id: group, code }] = body.classes;
  return { desk, group, code } as { desk: ApiClient; group: string; code: string };
}

/** How many attempts of these learners the desk knows. */
async function attemptsOf(desk: ApiClient, group: string, learners: ReadonlySet<string>): Promise<number> {
  const { body } = await desk.call(api.deskGrades.grades, { params: { class: group } });
  const rows = Grades.parse(body).learners.filter(({ learner }) => learners.has(learner));
  return rows.flatMap(({ grades }) => grades).reduce((sum, { attempts }) => sum + attempts, 0);
}

/** The same numbers each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
