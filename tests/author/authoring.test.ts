// npm run lab -- new course, and its preview: an author's changes in the folder show in the browser, on a real lab host.
// Runs before or after courses.test.ts, not beside it: Astro has one folder, .astro, for everything that it makes in a clone.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeCourse } from '../../lab-server/kit/new.ts';
import { childEnv } from '../../lab-server/settings/environment.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import { temporaryFolder } from '../../lab-server/testing/temporary.ts';
import { newLearner, openBrowser } from '../support/browser.ts';

/** ms for Astro's development server and a first lab host, on a machine that does other things too. */
const START = 400_000;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

async function preview(course: string) {
  const url = `http://127.0.0.1:${await freePort()}/`;
  const env = childEnv({ COURSE: course, PORT: new URL(url).port });
  const child = spawn('npm', ['run', '-s', 'lab', '--', 'preview'], {
    cwd: folders.root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  await vi.waitFor(() => expect(output).toContain(`open ${url}`), { timeout: START, interval: 200 });
  return {
    url,
    get output() {
      return output;
    },
    async stop() {
      process.kill(-(child.pid ?? 0), 'SIGINT');
      await ended;
    },
  };
}

/** Waits until the page has not reloaded for two seconds, since anything typed before a reload is lost. */
async function untilStill(page: Page): Promise<void> {
  const isSame = () => page.evaluate(() => document.body.dataset.seen === '').catch(() => false);
  do {
    await page.evaluate(() => (document.body.dataset.seen = '')).catch(() => {});
    await page.waitForTimeout(2000);
  } while (!(await isSame()));
}

test(
  'the preview of a new course follows its author: text, exercise, checks, and errors in them',
  async () => {
    const course = path.join(temporaryFolder(), 'previewed');
    writeCourse(course);
    const edit = (file: string, change: (text: string) => string) => {
      const name = path.join(course, file);
      writeFileSync(name, change(readFileSync(name, 'utf8')));
    };
    rmSync(path.join(folders.made, 'courses/previewed'), { recursive: true, force: true });
    const server = await preview(course);
    try {
      const ada = await newLearner(browser);
      const { page } = ada;
      await page.goto(`${server.url}chapters/01-first-steps/`);
      await ada.join('Ada');
      const card = page.locator('section.exercise#my-bridge');
      await card.getByRole('heading', { name: 'A bridge of your own' }).waitFor();

      edit('chapters/01-first-steps.mdx', (text) => `${text}\nA sentence that was not there.\n`);
      await page.getByText('A sentence that was not there.').waitFor();
      edit('exercises/01-my-bridge/prompt.mdx', () => 'Make a bridge named `br-other`.\n');
      await card.getByText('Make a bridge named').waitFor();

      const file = 'exercises/01-my-bridge/exercise.yaml';
      edit(file, (text) => text.replace('title: A bridge of your own', 'title: Another bridge'));
      await card.getByRole('heading', { name: 'Another bridge' }).waitFor();
      // While a file can't be understood, its earlier version stays in force.
      edit(file, (text) => text.replace('kind: bridge', 'kind: bridg'));
      await vi.waitFor(() => expect(server.output).toMatch(/exercise\.yaml: checks:/), 60_000);
      edit(file, (text) =>
        text
          .replace('kind: bridg,', 'kind: bridge,')
          .replace('br-mine', 'br-other')
          .replace('title: Another bridge', 'title: The third bridge'),
      );
      await card.getByRole('heading', { name: 'The third bridge' }).waitFor();
      await untilStill(page);

      await ada.terminalReady();
      await ada.type('sudo ip link add br-other type bridge && sudo ip link set br-other up\n');
      await card.locator('.verdict-place .verdict').getByText('Correct').waitFor();
    } catch (error) {
      console.error(server.output.slice(-3000));
      throw error;
    } finally {
      await server.stop();
    }
    expect(server.output).toContain('nothing is left running');
  },
  START + 120_000,
);
