// Two courses on one lab server, in one browser: vethlab's own at the top, and another one below its name.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { leftInEnglish } from '../support/german.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { fitsWindows } from '../support/windows.ts';

const OTHER = 'namespaces-by-hand';
const TITLE = 'Linux Namespaces by Hand';
const FIRST_TITLE = 'Containers on the Network';
/** A course whose MDX Astro can't build. */
const BROKEN = 'half-written';
/** Widths at which the header has least room for all that is in it: just above those where something moves into the menu. */
const TIGHT = [390, 861, 1101];
/** ms for the pages of two courses and an image with the packages of both, on a machine that does other things too. */
const BUILD = 1_500_000;

let server: RunningServer;
let browser: Browser;
let url: string;
let ada: LearnerPage;
beforeAll(async () => {
  const shelf = path.join(folders.made, 'test/shelf');
  rmSync(shelf, { recursive: true, force: true });
  mkdirSync(shelf, { recursive: true });
  symlinkSync(path.join(folders.root, 'courses', OTHER), path.join(shelf, OTHER));
  mkdirSync(path.join(shelf, BROKEN, 'chapters'), { recursive: true });
  writeFileSync(path.join(shelf, BROKEN, 'course.yaml'), 'title: Half Written\nsummary: Nothing yet.\n');
  writeFileSync(
    path.join(shelf, BROKEN, 'chapters/01-a.mdx'),
    '---\ntitle: A\nsummary: B.\nminutes: 1\n---\n\n<Note>never closed\n',
  );
  server = await npmStart({ name: 'browser-courses', env: { COURSES: shelf } });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
  ada = await newLearner(browser);
}, BUILD);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const below = () => `${url}${OTHER}/`;
const toCourses = (page: Page) => page.getByRole('banner').getByRole('link', { name: 'Courses' });

test('a course that can’t be built is left out with its reason, and the others are served', async () => {
  expect(server.output).toMatch(new RegExp(`Left out +${BROKEN}: the pages could not be built`));
  const { courses } = await (await fetch(url.replace(/\/$/, '') + pathOf(api.courses.list))).json();
  expect(courses).toMatchObject([
    { name: 'containers-on-the-network', base: '', title: FIRST_TITLE, chapters: 12 },
    { name: OTHER, base: `/${OTHER}`, title: TITLE, chapters: 4, exercises: 2 },
  ]);
});

test('the header leads to the courses, and from there to each of them', async () => {
  const { page } = ada;
  await page.goto(url);
  await toCourses(page).click();
  await page.getByRole('heading', { name: 'Courses' }).waitFor();
  expect(page.url()).toBe(`${url}courses/`);
  const entry = page.locator('.course-entry').filter({ hasText: TITLE });
  await entry.getByText('4 chapters · 2 exercises').waitFor();
  await fitsWindows(ada, {
    name: 'courses',
    ready: () => page.locator('.course-entry').nth(1).waitFor(),
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  await entry.click();
  await page.getByRole('heading', { name: TITLE, level: 1 }).waitFor();
  expect(page.url()).toBe(below());
});

test('whoever chooses a course has its host, terminal, exercises and marks, all below its name', async () => {
  const { page } = ada;
  const asked: string[] = [];
  const note = (address: string): void => {
    const { protocol, pathname } = new URL(address);
    if (/^(http|ws):$/.test(protocol)) asked.push(pathname);
  };
  page.on('request', (request) => note(request.url()));
  page.on('websocket', (socket) => note(socket.url()));
  await page.getByRole('link', { name: 'Start the course' }).click();
  expect(page.url()).toBe(`${below()}chapters/01-what-a-namespace-is/`);
  await ada.join('Ada');
  await ada.type('clear; docker ps; echo status $?\n');
  await ada.terminalShows(/status [1-9]/);
  await page.getByRole('banner').getByRole('link', { name: 'Exercises' }).click();
  await page.locator('.entry').nth(1).waitFor();
  expect(await page.locator('.entry').count()).toBe(2);
  await fitsWindows(ada, { name: 'courses-exercises', at: TIGHT, lightOnly: true });
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((one) => !one.startsWith(`/${OTHER}/`))).toEqual([]);
  expect(await faults(ada)).toEqual([]);
});

test('beside it the same browser is another learner in the first course, and neither forgets the other', async () => {
  const { page } = ada;
  const tab = await ada.context.newPage();
  await tab.goto(`${url}chapters/04-two-bridges/`);
  await tab.getByLabel('Your name').first().fill('Eve');
  await tab.getByRole('button', { name: 'Start my lab', exact: true }).first().click();
  await tab.locator('.learner-name').getByText('Eve').waitFor();
  await page.reload();
  await page.locator('.learner-name').getByText('Ada').waitFor();
  await tab.reload();
  await tab.locator('.learner-name').getByText('Eve').waitFor();
  await tab.close();
});

test('a page in German leads to pages in German, the list of courses too', async () => {
  const german = await newLearner(browser, { locale: 'de-DE' });
  const { page } = german;
  await page.goto(below());
  await page.waitForURL(`${below()}de/`);
  await page.getByRole('banner').getByRole('link', { name: 'Aufgaben' }).click();
  await page.waitForURL(`${below()}de/exercises/`);
  await fitsWindows(german, { name: 'courses-german', at: TIGHT, lightOnly: true });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('banner').getByRole('link', { name: 'Lehrgänge' }).click();
  await page.waitForURL(`${url}de/courses/`);
  await page.getByText('12 Kapitel · 23 Aufgaben').waitFor();
  expect(await leftInEnglish(german)).toEqual([]);
  await page.locator('.course-entry').filter({ hasText: TITLE }).click();
  await page.waitForURL(`${below()}de/`);
  await page.getByRole('link', { name: 'English' }).first().click();
  await page.waitForURL(below());
  await german.close();
});

test('an instructor chooses the course of a class, and its code leads there from a page of another course', async () => {
  const grace = await newLearner(browser);
  const [, link = ''] = /(http:\S+\/desk\/#\S+)/.exec(server.output) ?? [];
  await grace.page.goto(link);
  await grace.page.getByRole('button', { name: 'Not now' }).click();
  await grace.page.getByRole('button', { name: 'New class' }).click();
  const dialog = grace.page.getByRole('dialog').last();
  await dialog.getByLabel('Name of the class').fill('By hand');
  await dialog.getByLabel('Course').selectOption({ label: TITLE });
  await dialog.getByRole('button', { name: 'Make class' }).click();
  await grace.page.getByRole('heading', { name: 'By hand' }).waitFor();
  await grace.page.locator('.class-head .class-course').getByText(TITLE).waitFor();
  await grace.page.getByRole('tab', { name: 'Settings' }).click();
  await grace.page.getByLabel('1. What a namespace is').waitFor();
  const sign = (await grace.page.locator('.class-code').first().textContent()) ?? '';
  const [code = ''] = /[0-9A-Z]{3}-[0-9A-Z]{3}$/.exec(sign) ?? [];
  await grace.close();

  const bob = await newLearner(browser);
  const { page } = bob;
  await page.goto(`${url}?code=${code}`);
  await page.getByRole('dialog').getByLabel('Your name').fill('Bob');
  await page.getByRole('dialog').getByRole('button', { name: 'Join the class' }).click();
  await page.waitForURL(below());
  // They are told their personal code there.
  await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click();
  await page.locator('.learner-name').getByText('Bob').waitFor();
  await bob.close();
});

test('the desk is one, wherever it is asked for', async () => {
  const { page } = ada;
  await page.goto(`${below()}desk/`);
  await page.waitForURL(`${url}desk/`);
});
