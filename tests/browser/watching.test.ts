// Exercises that mark themselves, as a page shows them. The card of one of the course's exercises gets the task of the test course. The
// "hosts" are this machine, where a test can do at once what a learner would do.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import { type Lab, startLab } from '../../lab-server/testing/lab.ts';
import { temporaryFolder } from '../../lab-server/testing/temporary.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { Me } from '../../protocol/learner.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';

const TASK = path.join(import.meta.dirname, '../../lab-server/testing/course/exercises/03-done');

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/**
 * A learner who has joined, at the top of the page. Also returns what the page says it shows, and the file that the task asks for.
 * @param start the task's start.sh, if it has one.
 */
async function joined(start?: string): Promise<{ ada: LearnerPage; watched: string[]; done: string }> {
  const exercisesDir = temporaryFolder();
  cpSync(TASK, path.join(exercisesDir, '05-how-many'), { recursive: true });
  if (start !== undefined) writeFileSync(path.join(exercisesDir, '05-how-many/start.sh'), start);
  const lab: Lab = await startLab({ siteDir: folders.site, exercisesDir });
  const ada = await newLearner(browser);
  const watched: string[] = [];
  ada.page.on('request', (request) => {
    if (request.url().endsWith('/watch')) watched.push(request.url());
  });
  await ada.page.goto(`${lab.url}/chapters/11-hands-on/`);
  await ada.page.getByLabel('Your name').first().fill('Ada');
  await ada.page.getByRole('button', { name: 'Start my lab', exact: true }).first().click();
  const first = start === undefined ? 'Check now' : 'Set it up';
  await ada.page.getByRole('button', { name: first }).waitFor({ state: 'attached' });
  const { id } = Me.parse(await (await ada.fetch(`${lab.url}${pathOf(api.learner.me)}`)).json());
  return { ada, watched, done: path.join(lab.hosts.folder(id), 'done.txt') };
}

test('marks itself while its card is seen, and can be checked by hand', async () => {
  const { ada, watched, done } = await joined();
  const card = ada.page.locator('section.exercise#how-many');
  const verdict = card.locator('.verdict-place .verdict');
  expect(watched).toEqual([]);
  await card.scrollIntoViewIfNeeded();
  await card.getByText(/^Marks itself: .* Last look [\d:]+ [AP]M: not yet\.$/).waitFor();
  expect(watched.length).toBeGreaterThan(0);
  expect(await verdict.count()).toBe(0);
  expect(await card.locator('input, textarea').count()).toBe(0);
  expect(await faults(ada)).toEqual([]);
  await ada.screenshot('watched');

  writeFileSync(done, 'veth\n');
  await verdict.getByText('The word is there.').waitFor();
  expect(await card.getByText('Marks itself').count()).toBe(0);
  await ada.page.locator('.learner-link').getByText('2 of 2 points').waitFor();

  rmSync(done);
  await card.getByRole('button', { name: 'Check now' }).click();
  await verdict.getByText('The word is not there yet.').waitFor();
  await card.getByText('Earlier attempts (1)').click();
  await card.locator('.past').getByText('The state of the host was the answer.').waitFor();
  await ada.page.locator('.learner-link').getByText('2 of 2 points').waitFor();
  await ada.close();
});

test('an exercise with a beginning of its own is set up first, and again after a reset', async () => {
  const { ada, watched, done } = await joined('echo spoilt > done.txt');
  const card = ada.page.locator('section.exercise#how-many');
  const [begin, check] = ['Set it up', 'Check now'].map((name) => card.getByRole('button', { name }));
  await card.scrollIntoViewIfNeeded();
  expect(await check?.count()).toBe(0);
  expect(await faults(ada)).toEqual([]);
  await ada.screenshot('set-up');
  await begin?.click();
  await check?.waitFor();
  expect(readFileSync(done, 'utf8')).toBe('spoilt\n');
  await card.getByText(/^Marks itself: .* not yet\.$/).waitFor();
  expect(watched.length).toBeGreaterThan(0);
  writeFileSync(done, 'veth\n');
  await card.locator('.verdict-place').getByText('The word is there.').waitFor();

  await ada.page.getByRole('button', { name: 'Reset host' }).click();
  await ada.page.getByRole('dialog').getByRole('button', { name: /reset/i }).click();
  await begin?.waitFor();
  await ada.close();
});
