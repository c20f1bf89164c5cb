// kill -9 at many moments while a host goes to rest or wakes: either the old or the new state is there, and nothing of the host is lost.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NamespacesEngine } from '../../lab-server/hosts/engines/namespaces/engine.ts';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Lab, TestHost } from '../support/lab.ts';
import { leftOvers } from '../support/machine.ts';

let lab: Lab;
let host: TestHost;
const seen = new Map<string, number>();
beforeAll(async () => {
  lab = await Lab.open('rest-killed');
  host = await lab.host();
});
afterAll(() => lab.close());

/** An engine as the next start makes it. */
async function nextEngine(): Promise<NamespacesEngine> {
  const image = await ensureImage(folders.images, () => {});
  return new NamespacesEngine({ stateDir: lab.stateDir, templatesDir: folders.templates, image });
}

/** Begins it in a process of its own, which is killed after so many ms unless it has ended before. */
async function killedAfter(ms: number, what: 'rest' | 'wake'): Promise<boolean> {
  const program = path.join(import.meta.dirname, '../support/rests.ts');
  const child = spawn(process.execPath, [program, lab.stateDir, host.id, what], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  await Promise.race([sleep(ms), ended]);
  child.kill('SIGKILL');
  const [code] = await ended;
  return code === null;
}

/** Finds the host up, or wakes it, as the next start and the learner's next visit do. @returns which of the two. */
async function comesBack(): Promise<'up' | 'at rest'> {
  const engine = await nextEngine();
  const was = (await engine.isUp(host.id)) ? 'up' : 'at rest';
  if (was === 'up') await engine.ensure(host.id, lesson, host.id, () => {});
  else {
    expect(await engine.kept(host.id)).toBeDefined();
    // Nothing of what was begun runs on.
    expect(leftOvers(lab.stateDir, instanceName(lab.stateDir))).toEqual([]);
    await engine.wake(host.id, lesson, host.id, () => {});
  }
  host = new TestHost(engine, host.id);
  return was;
}

/** What the learner wrote, and what runs. */
async function intact(text: string): Promise<void> {
  expect(await host.learnerMust("cat ~/mine; docker ps --format '{{.Names}}'; incus ls -c ns -f csv")).toBe(
    `${text}\nwhale\nheron,RUNNING\n`,
  );
}

const moments = [0, 20, 60, 150, 300, 500, 800, 1100, 1400, 1800];

test.for(moments)(
  'killed %s ms after a rest began, the host is up or at rest, with all that was on it',
  async (ms) => {
    await host.learnerMust(`echo before-${ms} > ~/mine`);
    await killedAfter(ms, 'rest');
    const was = await comesBack();
    seen.set(`rest ${was}`, (seen.get(`rest ${was}`) ?? 0) + 1);
    await intact(`before-${ms}`);
  },
);

test.for(moments.map((ms) => 2 * ms))(
  'killed %s ms after a waking began, the host is at rest or up, with all that was on it',
  async (ms) => {
    await host.learnerMust(`echo resting-${ms} > ~/mine`);
    await host.engine.rest(host.id);
    await killedAfter(ms, 'wake');
    const was = await comesBack();
    seen.set(`wake ${was}`, (seen.get(`wake ${was}`) ?? 0) + 1);
    await intact(`resting-${ms}`);
  },
);

test('the moments were such that a kill met hosts at rest, both ways', () => {
  expect([...seen.keys()]).toEqual(expect.arrayContaining(['rest at rest', 'wake at rest']));
});
