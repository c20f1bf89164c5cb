// Somebody who studies alone on this machine: their way through the course, and from there into a class.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { deskOf } from '../support/desk.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let url: string;
let group: ClassDetail;
let ada: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-self-study' });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
  ada = await newLearner(browser);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('the desk of a lab server that is closed to the network says that nobody else can open its address', async () => {
  const grace = await newLearner(browser);
  const [, link = ''] = /(http:\S+\/desk\/#\S+)/.exec(server.output) ?? [];
  await grace.page.goto(link);
  await grace.page.getByLabel('New password').fill('correct horse battery');
  await grace.page.getByRole('button', { name: 'Set password' }).click();
  await grace.page.getByRole('button', { name: 'New class' }).click();
  await grace.page.getByLabel('Name of the class').fill('Networks');
  await grace.page.getByRole('button', { name: 'Make class' }).click();
  await grace.page.getByText('Only this machine can open this address').waitFor();
  await grace.page.getByRole('button', { name: 'Open to the network' }).waitFor();
  await grace.screenshot('desk-loopback');
  expect(await faults(grace)).toEqual([]);
  await grace.page.getByRole('button', { name: 'Project' }).last().click();
  await grace.page.locator('.projection').getByText('Only this machine can open this address').waitFor();
  await grace.screenshot('desk-loopback-slide');
  await grace.close();
});

test('who studies alone goes on in a class by typing its code', async () => {
  const code = /[0-9A-Z]{3}-[0-9A-Z]{3}/;
  const { page } = ada;
  await page.getByRole('banner').locator('.learner-menu > summary').click();
  await ada.screenshot('learner-menu-alone');
  expect(await faults(ada)).toEqual([]);
  await page.getByRole('banner').getByRole('button', { name: 'Join the class' }).click();
  const dialog = page.getByRole('dialog', { name: 'Join your class' });
  expect(await dialog.getByLabel('Your name').inputValue()).toBe('Ada');
  expect(group.code).toMatch(code);
  await dialog.getByLabel('Class code').fill(group.code.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'You have joined “Networks”' }).getByText('Go on').click();
  await page.getByRole('region', { name: 'Class Networks' }).waitFor();
});

test('the form for a lab of one’s own takes a class code, too', async () => {
  const bea = await newLearner(browser);
  const { page } = bea;
  await page.goto(`${url}chapters/01-why-containers/`);
  await page.getByLabel('Your name').fill('Bea');
  expect(await page.getByLabel('Class code').count()).toBe(0);
  await page.getByRole('button', { name: 'I have a class code' }).click();
  await page.keyboard.type('XXX-XXX\n');
  await page.getByText('No class has this code.').waitFor();
  await bea.screenshot('join-with-code');
  await page.getByRole('button', { name: 'Go on without a class code' }).click();
  expect(await page.getByLabel('Class code').count()).toBe(0);
  await page.getByRole('button', { name: 'I have a class code' }).click();
  await page.keyboard.type(`${group.code}\n`);
  await page.getByRole('dialog', { name: 'You have joined “Networks”' }).waitFor();
  await bea.close();
});
