import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { ClassSettings } from '../../protocol/class.ts';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { leftInEnglish } from '../support/german.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { fitsWindows } from '../support/windows.ts';

let server: RunningServer;
let browser: Browser;
let url: string;
/** An instructor at the desk, and a learner in the class. */
let grace: LearnerPage;
let ada: LearnerPage;

beforeAll(async () => {
  server = await npmStart({ name: 'browser-desk', args: ['--class'] });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
  grace = await newLearner(browser, { height: 900 });
  ada = await newLearner(browser);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const button = (of: LearnerPage | Locator, name: string | RegExp) =>
  ('page' in of && 'errors' in of ? of.page : of).getByRole('button', { name });
const dialog = () => grace.page.getByRole('dialog').last();
const row = () => grace.page.getByRole('row').filter({ hasText: 'Ada' });
const showTab = (name: string) => grace.page.getByRole('tab', { name }).click();
const ofClass = () => ({ params: { class: new URL(grace.page.url()).searchParams.get('id') ?? '' } });
const card = () => ada.page.locator('[data-exercise="container-systems"]');

async function answer(...names: string[]): Promise<void> {
  for (const box of await card().getByRole('checkbox').all()) await box.uncheck();
  for (const name of names) await card().getByRole('checkbox', { name }).check();
  await card().getByRole('button', { name: 'Check my answer' }).click();
}

test('an instructor signs in by the link of the start, which leaves no token in the address, and makes a class', async () => {
  const [, link = ''] = /(http:\S+\/desk\/#\S+)/.exec(server.output) ?? [];
  await grace.page.goto(link);
  await grace.page.getByLabel('New password').fill('correct horse battery');
  expect(grace.page.url()).toMatch(/\/desk\/$/);
  expect(await faults(grace)).toEqual([]);
  await button(grace, 'Set password').click();
  await button(grace, 'New class').click();
  await dialog().getByLabel('Name of the class').fill('Tuesday group');
  await button(dialog(), 'Make class').click();
  await grace.page.getByRole('heading', { name: 'Tuesday group' }).waitFor();
  await grace.page.getByText('Nobody has joined yet').waitFor();
});

test('a learner joins by the address of the QR code, and the wall shows them', async () => {
  const sign = (await grace.page.locator('.class-code').first().textContent()) ?? '';
  const [code] = /[0-9A-Z]{3}-[0-9A-Z]{3}$/.exec(sign) ?? [];
  await ada.page.goto(`${url}?code=${code}`);
  const asked = ada.page.getByRole('dialog');
  await asked.getByLabel('Your name').fill('Ada');
  await button(asked, 'Join the class').click();
  await button(asked, 'Go on').click();
  await asked.waitFor({ state: 'hidden' });
  expect(ada.page.url()).toBe(url);
  await ada.page.goto(`${url}chapters/11-hands-on/`);
  await ada.terminalReady();
  await row().getByText('Ready').waitFor();
  await row().locator('.dot.good').waitFor();
});

test('a link to an exercise opens its chapter at its card', async () => {
  await button(grace, 'Link to an exercise').click();
  await dialog().getByLabel('Exercise').selectOption('how-many');
  await dialog().locator('.qr').waitFor();
  const link = (await dialog().locator('.copy-text code').textContent()) ?? '';
  expect(link).toMatch(/^http:.*\/go\/how-many\?code=[0-9A-Z]{3}-[0-9A-Z]{3}$/);
  expect(await faults(grace)).toEqual([]);
  await grace.screenshot('desk-link');
  await grace.page.keyboard.press('Escape');
  await ada.page.goto(new URL(new URL(link).pathname + new URL(link).search, url).href);
  await button(ada, 'Go on as Ada').click();
  expect(ada.page.url()).toMatch(/\/chapters\/[\w-]+\/#how-many$/);
  const opened = ada.page.locator('section.exercise#how-many');
  await expect.poll(async () => (await opened.boundingBox())?.y ?? 9999).toBeLessThan(500);
  await ada.page.goto(`${url}chapters/11-hands-on/`);
  await ada.terminalReady();
});

test('what the learner prints is on the wall of screens, and in their panel', async () => {
  await ada.type('echo seen-$((40 + 2))\n');
  await button(grace, 'Screens').click();
  await grace.page.locator('.screen-card pre', { hasText: 'seen-42' }).waitFor();
  expect((await grace.page.locator('.screen-card').boundingBox())?.width).toBeGreaterThan(800);
  await grace.screenshot('desk-screens');
  await button(grace, 'Ada').click();
  await dialog().locator('.watched', { hasText: 'seen-42' }).waitFor();
  await ada.page.getByText('is watching your terminal').waitFor();
  await grace.page.keyboard.press('Escape');
  await button(grace, 'Answers').click();
});

test('an answer changes the cell of the wall, and its evidence can be read', async () => {
  await answer('Docker');
  await row()
    .getByTitle(/Partly right/)
    .waitFor();
  await answer('Docker', 'Podman', 'Incus', 'LXD');
  await row()
    .getByTitle(/Correct.*2 attempts/)
    .waitFor();
  await button(row(), 'Ada').click();
  const work = dialog().locator('#work-container-systems');
  await work.locator('summary').first().click();
  await work.locator('.desk-attempt').first().getByText('What was found').click();
  await work.getByText('What was seen on the lab host').first().waitFor();
  await grace.screenshot('desk-learner');
  expect(await faults(grace)).toEqual([]);
  await grace.page.keyboard.press('Escape');
});

test('the wall says which exercise a learner is on', async () => {
  await card().scrollIntoViewIfNeeded();
  await row()
    .locator('.on-exercise')
    .getByText(/^\d+\. \S/)
    .waitFor();
  await row().locator('.is-here').waitFor();
});

test('a raised hand waits in the queue until it is lowered', async () => {
  const hand = ada.page.locator('#hand-button');
  await hand.click();
  await ada.page.getByLabel('What is it about?').fill('My container does not answer');
  await button(ada, 'Raise hand').click();
  const queue = grace.page.getByRole('region', { name: '1 hand up' });
  await queue.getByText('My container does not answer').waitFor();
  await grace.page.getByRole('button', { name: '1 hand up', exact: true }).waitFor();
  await button(queue, 'Lower the hand of Ada').click();
  await hand.getByText('Raise hand').waitFor();
});

test('a message arrives, and its command runs when the learner says so', async () => {
  await button(grace, 'Message to all').click();
  await dialog().getByLabel('Message', { exact: true }).fill('Try this.');
  await dialog().getByLabel('Command').fill('echo ran-$((60 + 1))');
  await button(dialog(), 'Send').click();
  const message = ada.page.locator('.toast');
  await message.getByText('Try this.').waitFor();
  await ada.screenshot('class-message');
  await button(message, 'Run').click();
  await ada.terminalShows(/^ran-61$/m);
});

test('with eyes front nothing typed reaches the shell', async () => {
  await button(grace, 'Eyes front').click();
  await ada.page.getByRole('heading', { name: 'Eyes front' }).waitFor();
  await ada.screenshot('class-paused');
  expect(await faults(ada)).toEqual([]);
  await button(grace, 'Let them go on').click();
  await ada.page.getByRole('heading', { name: 'Eyes front' }).waitFor({ state: 'hidden' });
});

test('a timer runs on both sides', async () => {
  await button(grace, 'Timer').click();
  await button(dialog(), /^5 minutes$/).click();
  await button(dialog(), 'Start timer').click();
  await ada.page
    .getByRole('timer')
    .getByText(/^[45]:\d\d$/)
    .waitFor();
  await grace.page
    .getByRole('timer')
    .getByText(/^[45]:\d\d$/)
    .waitFor();
});

test('an instructor types in a terminal once its learner allows it, and gives it back', async () => {
  await button(row(), 'Ada').click();
  await button(dialog(), 'Ask to take over').click();
  await button(ada, 'Allow').click();
  await dialog().getByText('You type here now').waitFor();
  await grace.page.keyboard.type('echo by-grace-$((1 + 1))\n');
  await ada.terminalShows(/^by-grace-2$/m);
  await ada.screenshot('class-control');
  await grace.page.keyboard.press('F6');
  await grace.page.keyboard.press('Enter');
  await button(dialog(), 'Ask to take over').waitFor();
  await ada.page.getByText('can type in').waitFor({ state: 'hidden' });
  await grace.page.keyboard.press('Escape');
});

test('a grade set by hand stands in the matrix and in the learner’s card, with its reason', async () => {
  await showTab('Grades');
  await button(grace, /^Ada, question 1\b/).click();
  await dialog().getByText('Set the grade by hand').click();
  await dialog()
    .getByLabel(/^Points/)
    .fill('1.5');
  await dialog().getByLabel('Why; the learner reads it').fill('Found with help.');
  await button(dialog(), 'Set grade').click();
  await dialog()
    .getByText(/Set to 1.5 by/)
    .waitFor();
  await grace.page.keyboard.press('Escape');
  await grace.page.getByTitle(/1.5 of 2, set by hand/).waitFor();
  await card().getByText('Found with help.').waitFor();
});

test('answers are checked again against the hosts as they are', async () => {
  await button(grace, 'Check all again').click();
  // The dialog has a row for each of the 23 exercises.
  await inView(button(dialog(), 'Check again'));
  await button(dialog(), 'Check again').click();
  await grace.page.getByText('Begun for 1 learner').waitFor();
  await row()
    .getByTitle(/1.5 of 2/)
    .waitFor();
});

test('a dispute is decided in the review, and the learner reads why', async () => {
  await showTab('Review');
  await grace.page.getByText('Nothing waits for you.').waitFor();
  const ofExercise = { id: 'container-systems' };
  const { attempts } = await (await ada.fetch(pathOf(api.exercises.attempts, { params: ofExercise }))).json();
  const newest = Math.max(...attempts.map(({ id }: { id: number }) => id));
  const disputed = await ada.fetch(
    pathOf(api.exercises.dispute, { params: { ...ofExercise, attempt: newest } }),
    { method: 'POST', data: { reason: 'Two are enough.' } },
  );
  expect(disputed.status()).toBe(201);
  // Nothing has to be opened again.
  const item = grace.page.locator('.review-card').filter({ hasText: 'Two are enough.' });
  const reason = item.getByLabel('Why; the learner reads it');
  await reason.fill('There are more.');
  // What the test before has begun is over.
  await item.getByText('Checked again').waitFor();
  const place = await reason.boundingBox();
  // The older attempt would come first, but somebody is at work there.
  await card().getByText('Earlier attempts').click();
  const earlier = card().locator('.past').first();
  await earlier.getByText('I disagree').click();
  await earlier.getByLabel('Why is your answer right?').fill('The question said one.');
  await button(earlier, 'Send').click();
  await earlier.getByText(/^You disagreed on/).waitFor();
  await grace.page.getByText('2 answers wait for you').waitFor();
  const articles = await grace.page.locator('.review-card').allTextContents();
  expect(articles.map((text) => /Two are enough|The question said one/.exec(text)?.[0])).toEqual([
    'Two are enough',
    'The question said one',
  ]);
  expect(await reason.boundingBox()).toEqual(place);
  expect(await reason.inputValue()).toBe('There are more.');
  await grace.screenshot('desk-review');
  expect(await faults(grace)).toEqual([]);
  // Another instructor decides on one of them.
  const { items } = await (await grace.fetch(pathOf(api.deskGrades.reviews, ofClass()))).json();
  const [oldest] = items.map(({ attempt }: { attempt: { id: number } }) => attempt.id);
  await grace.fetch(pathOf(api.deskGrades.review, { params: { ...ofClass().params, attempt: oldest } }), {
    method: 'POST',
    data: { dispute: 'rejected', comment: 'It says every system.' },
  });
  const decided = grace.page.locator('.review-card').filter({ hasText: 'The question said one.' });
  await decided.getByText('This answer no longer waits for a decision.').waitFor();
  expect(await reason.boundingBox()).toEqual(place);
  await grace.screenshot('desk-review-decided');
  await button(item, 'Stay with the verdict').click();
  await grace.page.getByText('Nothing waits for you.').waitFor();
  await earlier.getByText('An instructor stays with the verdict.').waitFor();
  await earlier.getByText('It says every system.').waitFor();
});

test('a reset says what goes, and can be undone', async () => {
  await showTab('Wall');
  await grace.page.getByRole('checkbox', { name: 'Select Ada' }).check();
  await button(grace.page.getByRole('region', { name: 'For those selected' }), 'Reset').click();
  await dialog()
    .getByRole('checkbox', { name: /^Lab host/ })
    .uncheck();
  await dialog()
    .getByRole('checkbox', { name: /^Attempts/ })
    .check();
  await button(dialog(), 'See what goes').click();
  await dialog().getByRole('row', { name: /Ada/ }).getByText('2').waitFor();
  await grace.screenshot('desk-reset');
  await button(dialog(), 'Reset').click();
  await row().getByText('not tried').first().waitFor({ state: 'attached' });
  await button(grace, /^Undo/).click();
  await row()
    .getByTitle(/2 attempts/)
    .waitFor();
});

test('a roster is looked at before it is taken', async () => {
  await showTab('Learners');
  await button(grace, 'Bring in a list').click();
  await dialog().getByLabel('Or paste it here').fill('name,id\nBogdan,17\nChiara,18\n');
  await button(dialog(), 'See what comes of it').click();
  await dialog().getByText('New: 2').waitFor();
  await button(dialog(), 'Put 2 learners on the roster').click();
  await grace.page.getByRole('row', { name: /Bogdan.*has not come yet/ }).waitFor();
});

test('the roster shows whom another instructor puts there and takes away', async () => {
  const post = (path: string, data: object) => grace.fetch(path, { method: 'POST', data });
  await post(pathOf(api.deskLearners.importRoster, ofClass()), { csv: 'name,id\nDaria,19\n' });
  const daria = grace.page.getByRole('row', { name: /Daria.*has not come yet/ });
  await daria.waitFor();
  const { learners } = await (await grace.fetch(pathOf(api.deskLearners.roster, ofClass()))).json();
  const { id } = learners.find(({ name }: { name: string }) => name === 'Daria');
  await post(pathOf(api.deskLearners.change, { params: { ...ofClass().params, learner: id } }), {
    state: 'removed',
  });
  await daria.waitFor({ state: 'detached' });
});

test('a list of Canvas is shown column by column, what is left out is said, and each column can be read otherwise', async () => {
  await button(grace, 'Bring in a list').click();
  const rows = Array.from({ length: 40 }, (_, at) => `"Surname ${at}, Given",${9000 + at},S-${at},l${at},A`);
  const csv = `Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"Öhm, Ida",9001,S-17,ida@example.org,A\n"Öhm, Ida",9100,S-99,ida2,B\n${rows.slice(2).join('\n').replaceAll('S-17', 'S-1700')}\n"Student, Test",1,,x,A\n`;
  const bytes = Buffer.from(`\ufeff${csv}`, 'utf16le').swap16();
  await dialog()
    .getByLabel('CSV file')
    .setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: bytes });
  await dialog().getByText('New: 40').waitFor();
  await dialog().getByText('Left out: 2 lines').waitFor();
  await dialog().getByText('This is the test student of Canvas.').waitFor();
  await dialog()
    .getByRole('listitem')
    .filter({ hasText: 'Ida Öhm' })
    .first()
    .getByText('needs the personal code')
    .waitFor();
  await fitsWindows(grace, { name: 'desk-import' });
  await grace.page.setViewportSize({ width: 1280, height: 900 });
  // However long the list is, its buttons are in view.
  await inView(button(dialog(), 'Put 40 learners on the roster'));
  await dialog().getByLabel('Read SIS User ID as').selectOption('Not used');
  await dialog().getByLabel('Read ID as').selectOption('School number');
  await dialog().getByText('9001, ida@example.org, A').waitFor();
  await dialog().getByLabel('The columns are named in').selectOption('no line');
  await dialog().getByText('New: 41').waitFor();
  await button(dialog(), 'Cancel').click();
});

test('in a class with a waiting room a learner waits, and the lab starts when they are let in', async () => {
  await showTab('Settings');
  await grace.page.getByLabel('Everyone who has the class code, once I let them in').check();
  await button(grace, 'Save').click();
  await grace.page.getByText('Saved', { exact: true }).waitFor();
  const dora = await newLearner(browser);
  const code = await grace.page.locator('.class-code').first().textContent();
  await dora.page.goto(`${url}chapters/11-hands-on/?code=${code?.split(' ').at(-1)}`);
  await dora.page.getByRole('dialog').getByLabel('Your name').fill('Dora');
  await button(dora.page.getByRole('dialog'), 'Join the class').click();
  await dora.page.getByRole('heading', { name: 'You ask to join “Tuesday group”' }).waitFor();
  await dora.screenshot('class-waiting');
  expect(await faults(dora)).toEqual([]);
  await grace.page.getByRole('tab', { name: /^Learners/ }).click();
  await button(grace, 'Let in Dora').click();
  await dora.terminalReady();

  await showTab('Wall');
  await button(grace, /lab hosts in use/).click();
  await dialog().getByText('page open').first().waitFor();
  await grace.screenshot('desk-hosts');
  await button(dialog(), 'Free the host of Dora').click();
  await button(dialog(), 'Yes, free the host of Dora').click();
  await dora.page.getByRole('heading', { name: 'An instructor freed your lab host' }).waitFor();
  await dialog().getByText('Dora', { exact: true }).waitFor({ state: 'detached' });
  await button(dialog(), 'Close').click();

  // Somebody else opens the address at the same computer.
  await dora.page.goto(`${url}?code=${code?.split(' ').at(-1)}`);
  await button(dora, 'Go on as Dora').click();
  await dora.page.waitForURL(url);
  await dora.page.goto(`${url}chapters/11-hands-on/?code=${code?.split(' ').at(-1)}`);
  await dora.page.getByRole('dialog').getByLabel('Your name').fill('Emil');
  await dora.screenshot('class-is-this-you');
  expect(await faults(dora)).toEqual([]);
  await button(dora.page.getByRole('dialog'), 'Join the class').click();
  await dora.page.getByRole('heading', { name: 'You ask to join' }).waitFor();
  expect(dora.errors.filter((error) => !error.includes('401'))).toEqual([]);
  await dora.close();
});

test('a learner who joined twice becomes one; others are renamed, moved to another class, and erased once their name is typed', async () => {
  await grace.fetch(pathOf(api.deskClasses.begin), { method: 'POST', data: { name: 'Thursday group' } });
  await grace.page.getByRole('tab', { name: /^Learners/ }).click();
  const change = async (name: string, does: string) => {
    await button(grace, `Change ${name}`).click();
    await button(dialog(), does).click();
  };
  const isGone = (name: string) => grace.page.getByRole('row', { name }).waitFor({ state: 'detached' });

  await change('Dora', 'Merge with another');
  await dialog()
    .getByLabel('The one who stays')
    .selectOption({ label: await nameAndCode('Ada') });
  await button(dialog(), 'Merge').click();
  await isGone('Dora');

  await change('Bogdan', 'Name and details');
  await dialog().getByLabel('Name', { exact: true }).fill('Bogdana');
  await button(dialog(), 'Save').click();
  await grace.page.getByRole('row', { name: /^Bogdana .*17/ }).waitFor();

  await change('Bogdana', 'Move to another class');
  await dialog().getByLabel('Class', { exact: true }).selectOption('Thursday group');
  await button(dialog(), 'Move').click();
  await isGone('Bogdana');

  await change('Chiara', 'Erase for good');
  const erase = button(dialog(), 'Erase');
  await dialog()
    .getByLabel(/^Type the name/)
    .fill('Chira');
  expect(await erase.isDisabled()).toBe(true);
  await dialog()
    .getByLabel(/^Type the name/)
    .fill('Chiara');
  await erase.click();
  await grace.page.getByText('Chiara is erased, with 0 attempts and 0 recordings.').waitFor();
  await isGone('Chiara');
});

/** Expects that Grace sees all of it without scrolling. */
async function inView(what: Locator): Promise<void> {
  const box = await what.boundingBox();
  expect((box?.y ?? 9999) + (box?.height ?? 0)).toBeLessThanOrEqual(grace.page.viewportSize()?.height ?? 0);
}

/** The name as it stands in the list of learners to merge with. */
async function nameAndCode(name: string): Promise<string> {
  const code = await grace.page.getByRole('row', { name }).locator('code').textContent();
  return `${name} (${code})`;
}

test('saving leaves settings alone that another instructor has changed meanwhile', async () => {
  const id = new URL(grace.page.url()).searchParams.get('id');
  /** Changes a setting past the page's form. Returns the class as it is then. */
  const byAnother = async (change: Partial<ClassSettings>): Promise<ClassDetail> => {
    const path = pathOf(api.deskClasses.read, { params: { class: id ?? '' } });
    const { settings } = await (await grace.fetch(path)).json();
    const data = { settings: { ...settings, ...change } };
    return (await grace.fetch(path, { method: 'POST', data })).json();
  };
  await showTab('Settings');
  await grace.page.getByLabel('Everyone who has the class code', { exact: true }).check();
  await byAnother({ closedChapters: ['12-further'] });
  await button(grace, 'Save').click();
  await grace.page.getByText('Saved', { exact: true }).waitFor();
  const { settings } = await byAnother({});
  expect(settings).toMatchObject({ joining: 'open', closedChapters: ['12-further'] });
  await byAnother({ closedChapters: [] });
});

test('grades are sent to a gradebook, which says where they are', async () => {
  await showTab('Grades');
  await button(grace, /^Send to/).click();
  await button(dialog(), 'Send now').click();
  await dialog()
    .getByText(/grades? sent to/)
    .waitFor();
  await button(dialog(), 'Close').last().click();
});

test('what Canvas and Moodle would not find is said before the file is taken', async () => {
  await button(grace, 'For Canvas, Moodle').click();
  await dialog()
    .getByText(/^Canvas knows these by their name only: Ada/)
    .waitFor();
  await dialog()
    .getByText(/^Moodle would find nobody/)
    .waitFor();
  await grace.screenshot('desk-platforms');
  const file = grace.page.waitForEvent('download');
  await dialog().getByRole('link', { name: 'CSV for Canvas' }).click();
  expect((await file).suggestedFilename()).toMatch(/\.canvas\.csv$/);
  await button(dialog(), 'Close').click();
});

test('the log of the class is in words', async () => {
  await showTab('Log');
  await grace.page.getByRole('cell', { name: 'Sent the grades' }).first().waitFor();
  const cells = await grace.page.locator('.audit tbody td').allTextContents();
  const log = cells.join('\n');
  expect(log).not.toMatch(/[{}"]|\b[a-z]+\.[a-z]+\b|[a-z][A-Z]|\bnull\b/);
});

test('the log says that there are new entries, shows them when asked to, and does not scroll sideways on a phone', async () => {
  await showTab('Log');
  const entry = () => grace.page.locator('.audit tbody tr').first();
  const before = await entry().textContent();
  for (const label of ['Tea', null])
    await grace.fetch(pathOf(api.deskClasses.live, ofClass()), {
      method: 'POST',
      data: { timer: label && { label, seconds: 600 } },
    });
  const show = button(grace, 'Show 2 new entries');
  await show.waitFor();
  expect(await entry().textContent()).toBe(before);
  await grace.screenshot('desk-audit-new');
  await show.click();
  await grace.page.locator('.audit tbody tr').nth(1).getByText('Tea').waitFor();
  expect(await show.count()).toBe(0);
  await fitsWindows(grace, {
    name: 'desk-log',
    ready: async (width) => {
      const box = grace.page.locator('.audit .table-box');
      expect(await box.evaluate((one) => one.scrollWidth - one.clientWidth), `${width} px`).toBe(0);
    },
  });
  await grace.page.setViewportSize({ width: 1280, height: 900 });
});

test('the report has names and totals first, and leaves out what nobody tried', async () => {
  const id = new URL(grace.page.url()).searchParams.get('id');
  const report = await newLearner(browser);
  await report.goOnAs(await grace.session());
  await report.page.goto(`${url}desk/report/?id=${id}`);
  await report.page
    .getByRole('listitem')
    .filter({ hasText: /^Ada.*1\.5 \/ 82$/ })
    .waitFor();
  await report.page.getByText('Nobody tried: 2–').waitFor();
  expect(await report.page.locator('.report-part').count()).toBe(3);
  await report.screenshot('desk-report-first', true);
  await report.close();
});

test('Save is in view however long the settings are', async () => {
  await showTab('Settings');
  await inView(button(grace, 'Save'));
});

test('in an exam the learner reads until when, and verdicts are shown once they are released', async () => {
  await showTab('Settings');
  await grace.page.getByLabel(/^This class writes an exam/).check();
  const hour = 3_600_000;
  const local = (at: number) =>
    new Date(at - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  await grace.page.getByLabel('From', { exact: true }).fill(local(Date.now() - hour));
  await grace.page.getByLabel('Until', { exact: true }).fill(local(Date.now() + hour));
  await grace.page.getByLabel('Attempts at each exercise').fill('5');
  await button(grace, 'Save').click();
  await card()
    .getByText(/5 attempts left|3 attempts left/)
    .waitFor();
  await answer('Docker');
  await card().getByText('What came of it is shown').first().waitFor();
  await ada.screenshot('class-exam');
  await button(grace, 'Release verdicts and marks').click();
  await card().getByText('Partly right').first().waitFor();
});

const parts = ['wall', 'learners', 'grades', 'review', 'settings', 'audit'];
/** Every page of the desk in a window of its own, one after another. */
async function* pagesOfDesk(language = ''): AsyncGenerator<{ window: LearnerPage; name: string }> {
  const window = await newLearner(browser);
  await window.goOnAs(await grace.session());
  const id = new URL(grace.page.url()).searchParams.get('id');
  const pages: [string, string][] = [
    ['home', 'desk/'],
    ...parts.map((part): [string, string] => [part, `desk/class/?id=${id}#${part}`]),
    ['report', `desk/report/?id=${id}`],
  ];
  for (const [name, path] of pages) {
    await window.page.goto(url + language + path);
    await window.page.reload();
    await window.page.locator('main h1').waitFor();
    await window.settled();
    yield { window, name };
  }
  expect(window.errors).toEqual([]);
  await window.close();
}

test('every page of the desk fits any window and can be used by everyone', async () => {
  for await (const { window, name } of pagesOfDesk()) await fitsWindows(window, { name: `desk-${name}` });
});

// The colours are those of the English pages, but the words are longer.
test('in German every page of the desk is German, and has room for its words', async () => {
  for await (const { window, name } of pagesOfDesk('de/')) {
    expect(await window.page.locator('html').getAttribute('lang'), name).toBe('de');
    expect(await leftInEnglish(window), name).toEqual([]);
    await fitsWindows(window, { name: `desk-german-${name}`, at: [390, 1280], lightOnly: true });
  }
});

test('nothing went wrong on either page', () => {
  expect(grace.errors).toEqual([]);
  // Before joining.
  expect(ada.errors.filter((error) => !error.includes('401'))).toEqual([]);
});
