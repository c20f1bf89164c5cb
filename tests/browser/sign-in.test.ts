// Signing in by the school's accounts, with a real provider of OpenID Connect beside the lab server.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import { freePort } from '../../lab-server/setup/port.ts';
import { CLIENT, TestSchool } from '../../lab-server/testing/school-provider.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { deskOf } from '../support/desk.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { fitsWindows } from '../support/windows.ts';

const secret = path.join(folders.made, 'test/school-secret');
let school: TestSchool;
let server: RunningServer;
let browser: Browser;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  school = await TestSchool.start([`http://127.0.0.1:${port}/sign-in/back`]);
  mkdirSync(path.dirname(secret), { recursive: true });
  writeFileSync(secret, `${CLIENT.secret}\n`);
  server = await npmStart({
    name: 'browser-sign-in',
    port,
    args: ['--class'],
    env: {
      OIDC_ISSUER: school.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: secret,
      OIDC_NAME: 'Test School',
      OIDC_INSTRUCTORS: 'groups=teachers',
      OIDC_LEARNERS: 'on',
    },
  });
  [, browser] = await Promise.all([server.url(), openBrowser()]);
  // The school knows this address.
  url = `http://127.0.0.1:${port}/`;
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  school.close();
});

const BUTTON = /^(Sign in|Join) by your account of Test School$/;
/** In the dialog, where there is one: the page behind it may have the same form. */
const press = async ({ page }: LearnerPage): Promise<void> => {
  await page.getByRole('link', { name: BUTTON }).last().waitFor();
  const dialog = page.getByRole('dialog');
  await ((await dialog.count()) > 0 ? dialog : page).getByRole('link', { name: BUTTON }).click();
};

test('an instructor comes to the desk by the account, and is asked for no password', async () => {
  school.account = { sub: 'grace', name: 'Grace Hopper', groups: ['teachers'] };
  const grace = await newLearner(browser);
  await grace.page.goto(`${url}desk/`);
  await grace.page.getByRole('link', { name: 'Sign in by your account of Test School' }).waitFor();
  expect(await faults(grace)).toEqual([]);
  await grace.screenshot('sign-in-desk');
  await press(grace);
  await grace.page.getByRole('heading', { name: 'Classes' }).waitFor();
  expect(grace.page.url()).toBe(`${url}desk/`);
  await grace.page.getByRole('heading', { name: 'Your account' }).click();
  await grace.page.getByText('You sign in by your account of Test School, too.').waitFor();
  await grace.page.reload();
  await grace.page.getByRole('heading', { name: 'Classes' }).waitFor();
  await grace.close();
});

test('a learner joins the class of the address by the account, and is back by it on another computer', async () => {
  const desk = await deskOf(server);
  const { code } = await desk.newClass('Networks', { joining: 'open' });
  school.account = { sub: 'ada', name: 'Ada Lovelace' };
  const ada = await newLearner(browser);
  await ada.page.goto(`${url}go/how-many?code=${code}`);
  const dialog = ada.page.getByRole('dialog', { name: 'Join your class' });
  await dialog.getByRole('link', { name: BUTTON }).waitFor();
  await fitsWindows(ada, { name: 'sign-in-join' });
  await press(ada);
  await ada.terminalReady();
  expect(ada.page.url()).toMatch(/\/chapters\/[\w-]+\/#how-many$/);
  await ada.page.locator('.learner-menu > summary').click();
  await ada.page.getByText('Ada Lovelace').first().waitFor();
  await ada.type('echo kept > ~/mine; clear\n');
  const other = await newLearner(browser);
  await other.page.goto(`${url}chapters/11-hands-on/?code=${code}`);
  await press(other);
  await other.terminalReady();
  await other.type('clear; cat ~/mine\n');
  await other.terminalShows(/^kept$/m);
  await Promise.all([ada.close(), other.close()]);
});

test('a page says why somebody is not signed in, in both languages, and fits any window', async () => {
  school.account = { sub: 'ada', name: 'Ada Lovelace' };
  const ada = await newLearner(browser);
  await ada.page.goto(`${url}desk/`);
  await press(ada);
  await ada.page.getByText('Your account is not one of an instructor here.').waitFor();
  expect(await ada.page.locator('[data-why]:visible').count()).toBe(1);
  await fitsWindows(ada, { name: 'sign-in-failed' });
  await ada.page.goto(`${url}de/sign-in/?why=away`);
  await ada.page.getByText('Die Anmeldung der Schule antwortet nicht').waitFor();
  await ada.page.goto(`${url}sign-in/?why=nonsense`);
  await ada.page.getByText('Begin once more where you came from.').last().waitFor();
  expect(await ada.page.locator('[data-why]:visible').count()).toBe(1);
  await ada.close();
});
