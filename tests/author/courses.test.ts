import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { must } from '../../lab-server/common/exec.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import * as api from '../../protocol/api/index.ts';
import { numbered } from '../../protocol/numbered.ts';
import { ApiClient } from '../support/client.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { TerminalWindow } from '../support/window.ts';

const SECOND = path.join(folders.root, 'courses/namespaces-by-hand');
/** ms for pages and an image of the course's own, on a machine that does other things too. */
const BUILD = 1_500_000;

let server: RunningServer | undefined;
afterEach(() => server?.stop());

async function titleOf(url: string): Promise<string | undefined> {
  return /<title[^>]*>([^<]*)/.exec(await (await fetch(url)).text())?.[1];
}

async function learn(course: string, name: string) {
  server = await npmStart({ name, course });
  const url = await server.url();
  const learner = new ApiClient(url);
  await learner.join();
  await vi.waitFor(async () => {
    expect((await learner.call(api.host.status)).body.state).toBe('ready');
  }, 60_000);
  return { url, learner, window: await TerminalWindow.open(learner) };
}

test(
  'a course outside of the first one’s folders is found by COURSE alone, with its chapters, exercises, checkers, packages and scenario',
  async () => {
    const { url, learner, window } = await learn(SECOND, 'second-course');
    expect(server?.output).toMatch(/^ {2}Course +Linux Namespaces by Hand$/m);
    expect(await titleOf(url)).toBe('Linux Namespaces by Hand · vethlab');
    expect((await fetch(`${url}chapters/02-a-name-of-its-own/`)).status).toBe(200);
    const { exercises } = (await learner.call(api.exercises.list)).body;
    expect(exercises.map(({ id }: { id: string }) => id)).toEqual(['first-of-its-own', 'two-ends']);

    window.type('pstree --version; pgrep -c containerd\r');
    await vi.waitFor(() => expect(window.text).toMatch(/PSmisc[\s\S]*\r\n0\r\n/), 60_000);
    for (const folder of readdirSync(path.join(SECOND, 'exercises'))) {
      const solve = readFileSync(path.join(SECOND, 'exercises', folder, 'solve.sh'), 'utf8');
      window.type(`bash << 'END'\n${solve}END\n`.replaceAll('\n', '\r'));
      const params = { id: numbered(folder)?.id ?? '' };
      await vi.waitFor(async () => {
        const { body } = await learner.call(api.exercises.answer, { params, body: { answer: {} } });
        expect(body.verdict).toMatchObject({ status: 'correct', score: 1 });
      }, 60_000);
    }
  },
  BUILD,
);

test(
  'a course is given as a tar file too, with a folder at its top',
  async () => {
    const folder = path.join(folders.made, 'test/packed-course');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    cpSync(SECOND, path.join(folder, 'anything'), { recursive: true });
    const file = path.join(folder, 'anything/course.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace(/^packages:.*$/m, '')
        .replace(/^title:.*$/m, 'title: Unpacked'),
    );
    const tar = path.join(folder, 'packed.tar.gz');
    await must(['tar', '-czf', tar, '-C', folder, 'anything']);
    const { url, learner } = await learn(tar, 'tar-course');
    expect(await titleOf(url)).toBe('Unpacked · vethlab');
    const { verdict } = (
      await learner.call(api.exercises.answer, { params: { id: 'first-of-its-own' }, body: { answer: {} } })
    ).body;
    expect(verdict).toMatchObject({ status: 'incorrect', findings: [{ id: 'no-namespace' }] });
  },
  BUILD,
);

test('an invalid course stops the start with the error, before anything is made', async () => {
  const folder = path.join(folders.made, 'test/nothing-in-it');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  server = await npmStart({ name: 'no-course', course: folder });
  expect(await server.ended).toBe(1);
  expect(server.output).toMatch(/vethlab: .*nothing-in-it has no course\.yaml; .*new course/);
  expect(readdirSync(path.join(folders.made, 'courses'))).not.toContain('nothing-in-it');
});
