// One browser that several learners use after one another, and a learner who is erased.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeskClient } from '../../lab-server/testing/desk-client.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { Me } from '../../protocol/learner.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { deskOf } from '../support/desk.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let url: string;
let desk: DeskClient;
let group: ClassDetail;
let shared: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-shared' });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
  desk = await deskOf(server);
  group = await desk.newClass('Networks');
  shared = await newLearner(browser);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const CHAPTER = 'chapters/09-finding-containers/';
const meOf = async (who: LearnerPage) => Me.parse(await (await who.fetch(pathOf(api.learner.me))).json());
const menu = () => shared.page.locator('.learner-menu');

/** Leaves by the menu. Returns the code that the dialog showed. */
async function leave(): Promise<string> {
  const { page } = shared;
  await menu().locator('summary').click();
  await menu().getByRole('button', { name: 'Somebody else at this computer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave this browser to somebody else?' });
  const code = (await dialog.locator('code').textContent()) ?? '';
  await shared.settled();
  expect(await faults(shared)).toEqual([]);
  await shared.screenshot('leave-browser');
  await dialog.getByRole('button', { name: 'Leave', exact: true }).click();
  await menu().waitFor({ state: 'detached' });
  return code;
}

test('somebody who studies alone leaves the browser, with nothing of theirs in it, and comes back', async () => {
  const { page } = shared;
  await page.goto(url + CHAPTER);
  await shared.join('Ada');
  const ada = await meOf(shared);
  const field = page.getByLabel('Process ids');
  await field.fill('4711');
  const other = await shared.context.newPage();
  await other.goto(url);
  await other.locator('.learner-name', { hasText: 'Ada' }).waitFor();

  const code = await leave();
  expect(code).toBe(ada.personalCode);
  await other.locator('.learner-name').waitFor({ state: 'detached' });
  await shared.join('Bob');
  expect(await field.inputValue()).toBe('');
  expect((await meOf(shared)).id).not.toBe(ada.id);
  await other.locator('.learner-name', { hasText: 'Bob' }).waitFor();
  await other.close();

  await leave();
  await page.getByLabel('Your name').first().fill('ada');
  await page.getByRole('button', { name: 'I have been here before' }).first().click();
  await page.getByLabel('Personal code').first().fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Start my lab', exact: true }).first().click();
  await shared.terminalReady();
  expect(await meOf(shared)).toEqual(ada);
});

test('a learner who is erased is told so, and not that anything is kept', async () => {
  const { page } = shared;
  await leave();
  await page.goto(`${url}?code=${group.code}`);
  const dialog = page.getByRole('dialog', { name: 'Join your class' });
  await dialog.getByLabel('Your name').fill('Chiara');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Go on', exact: true }).click();
  const { id } = await meOf(shared);
  await page.goto(url + CHAPTER);
  await shared.terminalReady();
  const address = pathOf(api.deskLearners.change, { params: { class: group.id, learner: id } });
  expect((await desk.delete(`${address}?name=Chiara`)).status).toBe(200);
  const said = page.getByText('an instructor has erased what was kept of you').first();
  await said.waitFor();
  expect(await page.getByText('is kept').count()).toBe(0);
});
