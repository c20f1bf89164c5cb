// Somebody who studies alone on this machine: their way through the course, and from there into a class.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { fitsWindows } from '../support/windows.ts';

let server: RunningServer;
let browser: Browser;
let url: string;
let ada: LearnerPage;
/** The code of a class that an instructor makes meanwhile. */
let code: string;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-self-study' });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
  ada = await newLearner(browser);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const entry = (title: string) => ada.page.locator('.entry').filter({ hasText: title });

test('who has begun goes on where they were, and sees how far they are', async () => {
  const { page } = ada;
  await page.goto(url);
  await page.getByRole('link', { name: 'Start the course' }).waitFor();
  await page.goto(`${url}chapters/04-two-bridges/`);
  await ada.join('Ada');
  await page.goto(url);
  await page.getByRole('link', { name: /^Continue with 4\. / }).waitFor();
  await page.getByText('0 of 23 exercises done.').waitFor();
  expect(await page.getByRole('link', { name: 'Start the course' }).count()).toBe(0);
  // Where there is one course, nothing leads to a list of them.
  const asked = new URL(pathOf(api.courses.list), url).href;
  await page.waitForFunction((address) => performance.getEntriesByName(address).length > 0, asked);
  expect(await page.getByRole('link', { name: 'Courses' }).count()).toBe(0);
});

test('a lab lists its parts while one works, and no verdict that is over', async () => {
  const { page } = ada;
  await page.getByRole('link', { name: /^Continue with 4\. / }).click();
  await ada.terminalReady();
  const card = page.locator('section.exercise#own-bridge');
  await card.scrollIntoViewIfNeeded();
  const parts = card.getByRole('list', { name: 'What of it is there' }).getByRole('listitem');
  await parts.filter({ hasText: 'There is no bridge br-lab' }).waitFor();
  await ada.screenshot('checklist');
  expect(await faults(ada)).toEqual([]);
  await card.getByRole('button', { name: 'Check now' }).click();
  await card.locator('.verdict-place .verdict').getByText('There is no bridge br-lab').waitFor();
  await page.getByText('There is no bridge br-lab').nth(1).waitFor({ state: 'detached' });

  await ada.type('sudo ip link add br-lab type bridge && sudo ip link set br-lab up\n');
  await parts
    .filter({ hasText: /^✓Done: / })
    .first()
    .waitFor();
  expect(await card.getByText('There is no bridge br-lab').filter({ visible: true }).count()).toBe(0);
  await card.getByText('Earlier attempts (1)').waitFor();
  await card.scrollIntoViewIfNeeded();
  await ada.screenshot('checklist-begun');
  const rest = [
    'ip netns add left; ip netns add right',
    'for s in left right; do ip link add to-$s type veth peer name eth0 netns $s; ip link set to-$s master br-lab up; ip -n $s link set eth0 up; done',
    'ip -n left addr add 10.77.0.1/24 dev eth0; ip -n right addr add 10.77.0.2/24 dev eth0',
  ];
  await ada.type(`sudo sh -c '${rest.join('; ')}'\n`);
  await card.locator('.verdict[data-status="correct"]').waitFor();
  await card.locator('.next-step').waitFor();
  await ada.screenshot('next-step');
  await card.locator('.next-step').getByRole('link').click();
  expect(page.url()).not.toMatch(/#own-bridge|04-two-bridges\/$/);
});

test('the list says of each exercise what it is and how far one is, by a word and a shape', async () => {
  const { page } = ada;
  await page.goto(`${url}exercises/`);
  await entry('A bridge of your own').getByText('Done').waitFor();
  await entry('A bridge of your own').getByText('Lab · 10 min').waitFor();
  await entry('Which ports are open?').getByText('Open', { exact: true }).waitFor();
  await entry('Which ports are open?').getByText('Question · 5 min').waitFor();
  const shapes = await page
    .locator('.progress-mark')
    .evaluateAll((marks) => marks.map((one) => one.innerHTML));
  expect(new Set(shapes).size).toBe(2);
  await page.getByRole('heading', { name: /^4\. / }).waitFor();
  await page.getByText('1 of 23 exercises done.').waitFor();
  await fitsWindows(ada, { name: 'exercises-begun', ready: async () => {} });
  await page.goto(url);
  await page.getByText('1 of 23 exercises done.').waitFor();
  await page.getByRole('link', { name: 'Continue with 23. The version of IP changes' }).waitFor();
  await fitsWindows(ada, { name: 'home-begun', ready: async () => {} });
});

test('the desk of a lab server that is closed to the network says that nobody else can open its address', async () => {
  const grace = await newLearner(browser);
  const { page } = grace;
  const [, link = ''] = /(http:\S+\/desk\/#\S+)/.exec(server.output) ?? [];
  await page.goto(link);
  await page.getByLabel('New password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByRole('button', { name: 'New class' }).click();
  await page.getByLabel('Name of the class').fill('Networks');
  await page.getByRole('button', { name: 'Make class' }).click();
  await page.getByText('Only this machine can open this address').waitFor();
  await page.getByRole('button', { name: 'Open to the network' }).waitFor();
  await fitsWindows(grace, { name: 'desk-loopback', ready: async () => {} });
  await page.getByRole('button', { name: 'Project', exact: true }).click();
  await page.locator('.projection').getByText('Only this machine can open this address').waitFor();
  await grace.screenshot('desk-loopback-slide');
  const sign = (await page.locator('.projection-code').textContent()) ?? '';
  code = sign;
  expect(code).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/);
  await grace.close();
});

test('the form for a lab of one’s own takes a class code, too', async () => {
  const bea = await newLearner(browser);
  const { page } = bea;
  await page.goto(`${url}chapters/01-why-containers/`);
  await page.getByLabel('Your name').first().fill('Bea');
  expect(await page.getByLabel('Class code').count()).toBe(0);
  await page.getByRole('button', { name: 'I have a class code' }).click();
  await page.keyboard.type('XXX-XXX\n');
  await page.getByText('No class has this code.').waitFor();
  expect(await faults(bea)).toEqual([]);
  await bea.screenshot('join-with-code');
  await page.getByRole('button', { name: 'Go on without a class code' }).click();
  expect(await page.getByLabel('Class code').count()).toBe(0);
  await page.getByRole('button', { name: 'I have a class code' }).click();
  await page.keyboard.type(`${code}\n`);
  await page.getByRole('dialog', { name: 'You have joined “Networks”' }).waitFor();
  await bea.close();
});

test('who studies alone goes on in a class by typing its code', async () => {
  const { page } = ada;
  await page.goto(`${url}exercises/`);
  await page.getByText('You study on your own.').waitFor();
  await page.getByRole('button', { name: 'I have a class code' }).click();
  const dialog = page.getByRole('dialog', { name: 'Join your class' });
  expect(await dialog.getByLabel('Your name').inputValue()).toBe('Ada');
  await dialog.getByLabel('Class code').fill(code.toLowerCase());
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'You have joined “Networks”' }).getByText('Go on').click();
  await page.getByRole('region', { name: 'Class Networks' }).waitFor();
  await entry('A bridge of your own').getByText('Done').waitFor();
});
