// Coming from an LMS and going back to it, with an LMS that runs beside the lab server and a browser that keeps cookies from other sites' frames.
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestLms } from '../../lab-server/testing/lms.ts';
import { LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { connectLms, startWithLms, type WithLms } from '../support/lms.ts';
import { until } from '../support/until.ts';
import { fitsWindows } from '../support/windows.ts';

let here: WithLms;
let lms: TestLms;
let browser: Browser;
let url: string;

beforeAll(async () => {
  here = await startWithLms('browser-lms');
  ({ lms, url } = here);
  [, browser] = await Promise.all([here.server.url(), openBrowser(['--test-third-party-cookie-phaseout'])]);
});
afterAll(async () => {
  await browser?.close();
  await here?.server.stop();
  await lms?.close();
});

const newWindow = () => newLearner(browser, { ignoreCertificates: true });
const toolFrame = (page: Page): FrameLocator => page.frameLocator('iframe[name=tool]');

let operator: LearnerPage;

test('the operator connects an LMS at the desk, and tests the connection', async () => {
  operator = await newWindow();
  const { page } = operator;
  await connectLms(here, page);
  await page.getByText(`${url}lti/login`).first().waitFor();
  expect(await faults(operator)).toEqual([]);
  await fitsWindows(operator, { name: 'lms-connect' });
  await page.getByRole('button', { name: 'Test the connection' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test of Test Moodle' });
  await dialog.getByText('Its public keys can be read').waitFor();
  await dialog.getByText('Put a link into a course there and open it.').waitFor();
  await operator.screenshot('lms-test');
});

test('within a frame the lab opens in a window of its own, though the browser gives the frame no cookies', async () => {
  const ada = await newWindow();
  await ada.page.goto(`${lms.url}/launch?user=ada&course=net&resource=one&how=frame`);
  const frame = toolFrame(ada.page);
  const open = frame.getByRole('link', { name: 'Open the lab' });
  await open.waitFor();
  await ada.screenshot('lms-frame');
  const [opened] = await Promise.all([ada.context.waitForEvent('page'), open.click()]);
  const lab = new LearnerPage(ada.context, opened);
  await lab.terminalReady();
  expect(new URL(opened.url())).toMatchObject({ origin: new URL(url).origin, hash: '#how-many' });
  expect(opened.url()).not.toContain('ticket');
  await frame.getByText('The lab is open in another window.').waitFor();
  await opened.locator('.learner-menu > summary').click();
  await opened.getByText('Ada Lovelace').first().waitFor();
  // Another launch, at the top, finds the same learner and host.
  await lab.type('echo kept > ~/mine; clear\n');
  const again = await newWindow();
  await again.page.goto(`${lms.url}/launch?user=ada&course=net&resource=one&how=window`);
  await again.terminalReady();
  await again.type('clear; cat ~/mine\n');
  await again.terminalShows(/^kept$/m);
  await Promise.all([ada.close(), again.close()]);
});

test('an instructor comes to the class of the course, where points on their way are seen', async () => {
  const grace = await newWindow();
  const { page } = grace;
  await page.goto(`${lms.url}/launch?user=grace&course=net&resource=one&how=window`);
  await page.getByRole('heading', { name: 'Networks' }).waitFor();
  expect(page.url()).toMatch(/\/desk\/class\/\?id=c\w+/);
  expect(page.url()).not.toContain('#');
  const ada = await newWindow();
  await ada.page.goto(`${lms.url}/launch?user=ada&course=net&resource=one&how=window`);
  await ada.terminalReady();
  const card = ada.page.locator('#how-many');
  await card.getByRole('textbox').or(card.getByRole('spinbutton')).first().fill('0');
  await card
    .getByRole('button', { name: /^(Check|Submit)/ })
    .first()
    .click();
  await until(() => expect(lms.scores.length).toBeGreaterThan(0), 20_000);
  expect(lms.scores[0]).toMatchObject({ userId: 'ada', gradingProgress: 'FullyGraded' });
  await page
    .getByRole('tab', { name: 'Grades' })
    .or(page.getByRole('link', { name: 'Grades' }))
    .first()
    .click();
  await page.getByText('Points in the LMS').waitFor();
  await page.getByText('1 sent').waitFor();
  expect(await faults(grace)).toEqual([]);
  await fitsWindows(grace, { name: 'lms-points' });
  await Promise.all([grace.close(), ada.close()]);
});

test('what a course links to is chosen within the LMS, and leads there', async () => {
  const grace = await newWindow();
  const { page } = grace;
  await page.goto(`${lms.url}/choose?user=grace&course=net`);
  const frame = toolFrame(page);
  await frame.getByRole('heading', { name: 'What do you link to?' }).waitFor();
  await grace.screenshot('lms-items');
  await frame.getByRole('checkbox').nth(1).check();
  await frame.getByRole('button', { name: 'Add to the course' }).click();
  await until(() => expect(lms.deepLinks).toHaveLength(1), 20_000);
  expect(lms.deepLinks[0]?.items).toHaveLength(1);
  await grace.close();
});

test('an LMS connects itself by a link from the desk', async () => {
  const { page } = operator;
  await page.goto(`${url}desk/lms/`);
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = page
    .getByText(/\/lti\/register\?ticket=/)
    .or(page.locator('input[value*="/lti/register?ticket="]'));
  await link.first().waitFor();
  const text =
    (await link
      .first()
      .inputValue()
      .catch(() => link.first().textContent())) ?? '';
  const admin = await newWindow();
  await admin.page.goto(`${lms.url}/register?tool=${encodeURIComponent(text.trim())}`);
  await admin.page.getByText('registered', { exact: true }).waitFor();
  await page.reload();
  await page
    .getByText(/localhost:\d+/)
    .first()
    .waitFor();
  await admin.close();
});

test('pages that an LMS shows fit any window, and say what to do in both languages', async () => {
  const somebody = await newWindow();
  const { page } = somebody;
  for (const [at, text] of [
    ['lti/failed/?why=again', 'open the link once more'],
    ['de/lti/failed/?why=away', 'Schlüssel'],
    ['lti/window/', 'There is nothing to open here.'],
    ['lti/items/', 'This page is opened from an LMS.'],
    ['lti/connected/', 'is connected'],
  ] as const) {
    await page.goto(url + at);
    await page.getByText(text).first().waitFor();
    expect(await faults(somebody)).toEqual([]);
  }
  await page.goto(`${url}lti/failed/?why=again`);
  await fitsWindows(somebody, { name: 'lms-failed' });
  await Promise.all([somebody.close(), operator.close()]);
});
