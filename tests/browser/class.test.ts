// A class as its learners see it, with a real lab server in class mode. The instructor acts over HTTP.
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { DeskClient } from '../../lab-server/testing/desk-client.ts';
import { TerminalClient } from '../../lab-server/testing/terminal-client.ts';
import * as api from '../../protocol/api/index.ts';
import { API, nameOf, pathOf } from '../../protocol/api/path.ts';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { RosterLearner } from '../../protocol/desk/roster.ts';
import { Me } from '../../protocol/learner.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { deskOf, wallOf } from '../support/desk.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let url: string;
let desk: DeskClient;
let group: ClassDetail;
let ada: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-class', args: ['--class'] });
  [url, browser] = await Promise.all([
    server.url(),
    openBrowser(['--host-resolver-rules=MAP lab.example.org 127.0.0.1']),
  ]);
  desk = await deskOf(server);
  group = await desk.newClass('Networks');
  ada = await newLearner(browser);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const HANDS_ON = 'chapters/11-hands-on/';
const ofClass = () => ({ params: { class: group.id } });
const ofLearner = (learner: string) => ({ params: { class: group.id, learner } });
const meOf = async (who: LearnerPage) => Me.parse(await (await who.fetch(pathOf(api.learner.me))).json());
const button = ({ page }: LearnerPage, name: string) => page.getByRole('button', { name, exact: true });
const focused = (thing: Locator) =>
  thing.evaluate((one) => one === document.activeElement).catch(() => false);
const bar = ({ page }: LearnerPage) => page.getByRole('region', { name: /^Class / });

/** Opens the address that an instructor shows, and gives a name. */
async function joinBy(code: string, name: string, learner: LearnerPage): Promise<void> {
  await learner.page.goto(`${url}?code=${code}`);
  const dialog = learner.page.getByRole('dialog', { name: 'Join your class' });
  await dialog.getByLabel('Your name').fill(name);
  await learner.page.keyboard.press('Enter');
}

test('an address brings the class code, and the personal code is shown once', async () => {
  const { page } = ada;
  await joinBy(group.code, 'Ada', ada);
  expect(page.url()).toBe(url);
  const dialog = page.getByRole('dialog', { name: 'You have joined “Networks”' });
  await dialog.waitFor();
  const { personalCode } = await meOf(ada);
  expect(await dialog.locator('code').textContent()).toBe(personalCode);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await dialog.getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(personalCode);
  expect(await faults(ada)).toEqual([]);
  await dialog.getByRole('button', { name: 'Go on' }).click();

  await page.goto(url + HANDS_ON);
  await ada.terminalReady();
  expect(await page.locator('dialog[open]').count()).toBe(0);
  await page.locator('.learner-menu > summary').click();
  expect(await page.locator('.learner-menu code').textContent()).toBe(personalCode);
  await page.keyboard.press('Escape');
  expect(await page.locator('.learner-menu code').isVisible()).toBe(false);
});

test('the code is asked for where it is needed, and a name that is known needs the personal code', async () => {
  const { personalCode } = await meOf(ada);
  const phone = await newLearner(browser);
  const { page } = phone;
  await page.goto(url + HANDS_ON);
  await page.locator('#panel-name').fill('Ada');
  await button(phone, 'Start my lab').click();
  const field = (name: string) => page.locator(`#panel-${name}`);
  await field('code').waitFor();
  await expect.poll(() => focused(field('code'))).toBe(true);
  expect(await page.getByRole('alert').count()).toBe(0);

  await page.keyboard.type('XXX-XXX\n');
  await page.getByText('No class has this code.').waitFor();
  await field('code').fill(group.code);
  await page.keyboard.press('Enter');
  await page.getByText('Somebody of this name is in the class').waitFor();
  await expect.poll(() => focused(field('personalCode'))).toBe(true);
  expect(await faults(phone)).toEqual([]);
  await page.keyboard.type('XXXX-XXXX\n');
  await page.getByText('That is not the personal code of this name.').waitFor();
  await field('personalCode').fill(personalCode ?? '');
  await page.keyboard.press('Enter');
  await phone.terminalReady();
  expect((await meOf(phone)).id).toBe((await meOf(ada)).id);
  // They have the code; it is not shown again.
  expect(await page.locator('dialog[open]').count()).toBe(0);

  // Somebody else at the same computer opens the address of the class.
  await page.goto(`${url}?code=${group.code}`);
  await button(phone, 'Go on as Ada').click();
  expect((await meOf(phone)).name).toBe('Ada');
  await page.goto(`${url}${HANDS_ON}?code=${group.code}`);
  const dialog = page.getByRole('dialog', { name: 'Are you Ada?' });
  await dialog.getByLabel('Your name').fill('Bea');
  expect(await faults(phone)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'You have joined “Networks”' }).getByText('Go on').click();
  await phone.terminalReady();
  await phone.type('echo of Bea alone\n');
  await phone.terminalShows(/^of Bea alone$/m);
  expect((await meOf(phone)).name).toBe('Bea');
  await phone.close();
});

test('a learner who has to wait asks the lab server for nothing, and goes on when let in', async () => {
  const door = await desk.newClass('Evening', { joining: 'approval' });
  const linus = await newLearner(browser);
  const mallory = await newLearner(browser);
  const asked = new Set<string>();
  linus.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith(`${API}/`)) asked.add(`${request.method()} ${pathname}`);
  });
  for (const [learner, name] of [
    [linus, 'Linus'],
    [mallory, 'Mallory'],
  ] as const) {
    await joinBy(door.code, name, learner);
    await learner.page.getByRole('dialog', { name: 'You ask to join “Evening”' }).waitFor();
    await learner.page.goto(url + HANDS_ON);
    await learner.page
      .getByRole('region', { name: 'Waiting to be let in' })
      .getByText(/Your instructor sees/)
      .waitFor();
  }
  // api.courses.list is of the header, which everybody has, and api.school.signIn of the form in which they gave their name.
  expect([...asked].sort()).toEqual(
    [api.courses.list, api.host.events, api.learner.me, api.school.signIn, api.learner.join].map(nameOf),
  );
  expect(await faults(linus)).toEqual([]);

  const change = async (who: LearnerPage) =>
    pathOf(api.deskLearners.change, { params: { class: door.id, learner: (await meOf(who)).id } });
  await desk.done(await change(linus), { state: 'active' }, RosterLearner);
  await desk.done(await change(mallory), { state: 'removed' }, RosterLearner);
  await linus.terminalReady();
  await bar(linus).waitFor();
  await mallory.page.getByText('You were not let in to “Evening”').first().waitFor();
  await mallory.page.locator('#panel-name').waitFor();
  // A learner who is removed later is told so too.
  await desk.done(await change(linus), { state: 'removed' }, RosterLearner);
  await linus.page.getByText('You are not in “Evening” any more').first().waitFor();
  await bar(linus).waitFor({ state: 'detached' });
  await Promise.all([linus.close(), mallory.close()]);
});

test('a message’s command runs in the terminal, and a message that was put away stays away', async () => {
  const { page } = ada;
  const say = (text: string, command?: string) =>
    desk.done(
      pathOf(api.deskWall.sendMessage, ofClass()),
      { to: 'all', text, command },
      z.object({ id: z.int() }),
    );
  await say('Look who you are', 'echo "I am $(whoami)"');
  const toast = page.locator('.toast');
  await toast.getByText('Look who you are').waitFor();
  await page.getByRole('status').filter({ hasText: 'Message from Instructor: Look who you are' }).waitFor();
  expect(await faults(ada)).toEqual([]);
  await toast.getByRole('button', { name: /Run in terminal/ }).click();
  await ada.terminalShows(/^I am pi$/m);
  await toast.waitFor({ state: 'detached' });

  await say('Now read on');
  await bar(ada).getByText('1 new').waitFor();
  await toast.getByRole('button', { name: 'Put away the message' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page.locator('#messages-button'))).toBe(true);
  await page.reload();
  await bar(ada).getByText('Messages').click();
  await bar(ada).getByText('Now read on').waitFor();
  expect(await toast.count()).toBe(0);
  await page.keyboard.press('Escape');
  await ada.terminalReady();
});

test('a message never lies on what came of an answer', async () => {
  const { page } = ada;
  const card = page.locator('[data-exercise="open-ports"]');
  await card.locator('[data-field="ports"]').fill('99');
  await card.getByRole('button', { name: 'Check my answer' }).click();
  const verdict = card.locator('.verdict-place .verdict');
  await verdict.waitFor();
  await desk.post(pathOf(api.deskWall.sendMessage, ofClass()), { to: 'all', text: 'Five minutes left.' });
  const toasts = page.locator('.toasts');
  await toasts.getByText('Five minutes left.').waitFor({ state: 'attached' });
  // Wherever the page is scrolled to: the verdict at the bottom of the window, at its top, in its middle.
  for (const block of ['end', 'start', 'center'] as const) {
    await verdict.evaluate((one, to) => one.scrollIntoView({ block: to }), block);
    const isClear = () =>
      verdict.evaluate((one) => {
        const [a, b] = [one, document.querySelector('.toasts') as Element].map((each) =>
          each.getBoundingClientRect(),
        ) as [DOMRect, DOMRect];
        const isHidden =
          getComputedStyle(document.querySelector('.toasts') as Element).visibility === 'hidden';
        return isHidden || a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      });
    await expect.poll(isClear, { message: block }).toBe(true);
    await ada.screenshot(`message-beside-verdict-${block}`);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await toasts.getByRole('button', { name: 'Put away the message' }).first().click();
  await toasts.waitFor({ state: 'detached' });
});

test('a raised hand is seen at the desk, and lowered from there', async () => {
  const { page } = ada;
  const rows = await wallOf(desk, group.id);
  await bar(ada).getByText('Raise hand').first().click();
  await page.getByLabel('What is it about?').fill('Which bridge is it?');
  await page.keyboard.press('Enter');
  await bar(ada).locator('summary', { hasText: 'Hand is up' }).waitFor();
  await expect.poll(() => rows().get('Ada')?.hand?.about).toBe('Which bridge is it?');
  await desk.delete(pathOf(api.deskWall.lowerHand, ofLearner((await meOf(ada)).id)));
  await bar(ada).locator('summary', { hasText: 'Raise hand' }).waitFor();
});

test('a timer counts down, and its last minute is said', async () => {
  await desk.post(pathOf(api.deskClasses.live, ofClass()), { timer: { label: 'Bridges', seconds: 62 } });
  const timer = bar(ada).getByRole('timer');
  await timer.getByText(/^1:0\d$/).waitFor();
  await ada.page.getByRole('status').filter({ hasText: 'Bridges One minute left' }).waitFor();
  await desk.post(pathOf(api.deskClasses.live, ofClass()), { timer: { label: 'Bridges', seconds: 1 } });
  await timer.getByText('Time is up').waitFor();
  await desk.post(pathOf(api.deskClasses.live, ofClass()), { timer: null });
  await timer.waitFor({ state: 'detached' });
});

test('while the class is paused what is typed is kept, and Tab goes to the page', async () => {
  const { page } = ada;
  await ada.type('clear\n');
  await desk.post(pathOf(api.deskClasses.live, ofClass()), { paused: true });
  await page.getByRole('heading', { name: 'Eyes front' }).waitFor();
  await ada.type('echo wai');
  await ada.type('ting\n');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.screen-box') ?? null)).toBeNull();
  expect(await faults(ada)).toEqual([]);
  expect(await ada.terminalText()).not.toContain('wai');
  await desk.post(pathOf(api.deskClasses.live, ofClass()), { paused: false });
  await page.getByRole('heading', { name: 'Eyes front' }).waitFor({ state: 'detached' });
  await ada.type('echo back again\n');
  await ada.terminalShows(/^waiting\n[\s\S]*^back again$/m);
});

test('an instructor who asks may type into a terminal, until it is taken back', async () => {
  const { page } = ada;
  const rows = await wallOf(desk, group.id);
  await expect.poll(() => rows().get('Ada')?.terminals.length).toBeGreaterThan(0);
  const { learner, terminals } = rows().get('Ada') ?? { learner: '', terminals: [] };
  const terminal = terminals[0]?.id ?? '';
  const watching = new TerminalClient(desk, terminal, { of: { class: group.id, learner } });
  await page
    .getByRole('status')
    .filter({ hasText: /Instructor is watching \S/ })
    .waitFor();

  const ask = () => desk.post(pathOf(api.deskWall.askControl, ofLearner(learner)), { terminal });
  const asks = page.getByText(/^Instructor asks to type into .+\.$/);
  await ask();
  await asks.waitFor();
  expect(await faults(ada)).toEqual([]);
  await button(ada, 'No').click();
  await asks.waitFor({ state: 'detached' });
  await ask();
  await button(ada, 'Allow').focus();
  await page.keyboard.press('Enter');
  await page.getByText(/^Instructor can type into .+\.$/).waitFor();
  await expect.poll(() => focused(button(ada, 'Take back'))).toBe(true);
  await expect.poll(() => rows().get('Ada')?.control?.state).toBe('granted');
  watching.type('echo typed at the desk\n');
  await ada.terminalShows(/^typed at the desk$/m);

  await page.keyboard.press('Enter');
  await expect.poll(() => rows().get('Ada')?.control).toBeNull();
  await expect.poll(() => focused(page.locator('.xterm-helper-textarea').first())).toBe(true);
  watching.type('echo too late\n');
  await watching.roundTrip();
  await ada.type('echo mine again\n');
  expect(await ada.terminalShows(/^mine again$/m)).not.toContain('too late');
  watching.socket.close();
  await page.getByRole('tab', { name: /is watching/ }).waitFor({ state: 'detached' });
});

test('a hint that an instructor opens is on the page', async () => {
  const card = ada.page.locator('section.exercise#how-many');
  expect(await card.locator('.hints li').count()).toBe(0);
  const { id } = await meOf(ada);
  await desk.done(pathOf(api.deskWall.giveHint, ofLearner(id)), { exercise: 'how-many' }, z.object({}));
  await card.locator('.hints li').waitFor();
});

test('chapters and exercises that are closed say so', async () => {
  const { page } = ada;
  group = await desk.set(group, {
    closedChapters: ['12-further'],
    closedExercises: ['how-many'],
  });
  const card = page.locator('section.exercise#how-many');
  await card.getByText('Your instructor has closed this exercise for now').waitFor();
  expect(await card.locator('form').count()).toBe(0);
  await page.locator('.pager').getByRole('link', { name: 'Not open yet' }).waitFor();
  const response = await page.goto(`${url}chapters/12-further/`);
  expect(response?.status()).toBe(403);
  await page.getByRole('heading', { name: 'This chapter is not open yet' }).waitFor();
  expect(await faults(ada)).toEqual([]);
  group = await desk.set(group, { closedChapters: [], closedExercises: [] });
  await page.getByRole('heading', { name: 'Further', exact: false, level: 1 }).waitFor();
});

test('in an exam a verdict is held back until it is released', async () => {
  const { page } = ada;
  const now = Date.now();
  const exam = {
    from: new Date(now - 60_000).toISOString(),
    until: new Date(now + 3_600_000).toISOString(),
    attempts: 2,
    released: false,
  };
  group = await desk.set(group, { exam });
  await page.goto(url + HANDS_ON);
  await bar(ada)
    .getByText(/Exam until .*, 2 attempts each/)
    .waitFor();
  const card = page.locator('section.exercise#how-many');
  await card.getByText('2 attempts left').waitFor();
  await card.getByText('In the exam there are no hints').waitFor();
  expect(await button(ada, 'Map').count()).toBe(0);
  for (const count of ['7', '8']) {
    await card.locator('[data-field="count"]').fill(count);
    await card.getByRole('button', { name: 'Check my answer' }).click();
    await card.getByText(count === '7' ? '1 attempt left' : 'You have used your attempts').waitFor();
  }
  const verdict = card.locator('.verdict-place .verdict');
  await verdict.getByText('shown once your instructor releases it').waitFor();
  expect(await card.getByText('Not yet').count()).toBe(0);
  expect(await card.locator('form').count()).toBe(0);
  expect(await faults(ada)).toEqual([]);

  group = await desk.set(group, { exam: { ...exam, released: true } });
  await verdict.getByText('Not yet').waitFor();
  group = await desk.set(group, { exam: null });
  await card.locator('form').first().waitFor();
});

test('a dispute that is answered and points that are given by hand have the instructor’s reason', async () => {
  const { page } = ada;
  const card = page.locator('section.exercise#how-many');
  await card.locator('.disagree > summary').first().click();
  await card.getByLabel('Why is your answer right?').first().fill('I counted by hand.');
  await button(ada, 'Send').first().click();
  await card.getByText('Nobody has looked at it yet.').waitFor();
  const { id } = await meOf(ada);
  const list = await desk.get(
    pathOf(api.deskWall.attempts, ofLearner(id)),
    z.object({ attempts: z.array(z.object({ id: z.int(), dispute: z.object({}).nullable() })) }),
  );
  const disputed = list.attempts.find(({ dispute }) => dispute)?.id;
  await desk.done(
    pathOf(api.deskGrades.review, { params: { class: group.id, attempt: disputed ?? 0 } }),
    { points: 1, dispute: 'accepted', comment: 'One of them was down.' },
    z.object({}),
  );
  await card.getByText('An instructor agrees with you.').waitFor();
  await card.getByText(/Instructor gave 1 of/).waitFor();
  expect(await card.getByText('One of them was down.').count()).toBe(2);
  expect(await faults(ada)).toEqual([]);

  const override = { exercise: 'how-many', points: 3, comment: 'You showed it to me.' };
  await desk.done(pathOf(api.deskGrades.override, ofLearner(id)), override, z.object({}));
  await card.getByText(/Your instructor set this to 3 of/).waitFor();
  await page.goto(`${url}exercises/`);
  await page.getByText('set by your instructor').waitFor();
});

test('what an instructor does to the lab is told on the page, and stays under Messages', async () => {
  const { page } = ada;
  await page.goto(url + HANDS_ON);
  await ada.terminalReady();
  await page.locator('#messages-button').click();
  await page.keyboard.press('Escape');
  const { id } = await meOf(ada);
  const reset = { learners: [id], what: ['host', 'attempts'] };
  await desk.done(pathOf(api.deskResets.reset, ofClass()), reset, z.object({}));
  const toast = page.locator('.toast').filter({ hasText: 'Reset: your lab host' });
  await toast.getByText(/can be brought back until .*\d:\d\d/).waitFor();
  await ada.settled();
  expect(await faults(ada)).toEqual([]);
  await ada.screenshot('class-act');
  await toast.locator('.toast-close').click();
  await toast.waitFor({ state: 'detached' });
  await page.locator('#messages-button').click();
  await page.locator('.message-list').getByText('Reset: your lab host').waitFor();
});

test('where the browser lets only secure pages use the clipboard, copying and pasting work all the same', async () => {
  const bob = await newLearner(browser);
  const { page } = bob;
  const { port } = new URL(url);
  await page.goto(`http://lab.example.org:${port}/${HANDS_ON}?code=${group.code}`);
  expect(await page.evaluate(() => [isSecureContext, typeof navigator.clipboard])).toEqual([
    false,
    'undefined',
  ]);
  const dialog = page.getByRole('dialog', { name: 'Join your class' });
  await dialog.getByLabel('Your name').fill('Bob');
  await page.keyboard.press('Enter');
  const newcomer = page.getByRole('dialog', { name: 'You have joined “Networks”' });
  await newcomer.getByRole('button', { name: 'Copy' }).click();
  await newcomer.getByText('Copied').waitFor();
  const personalCode = await newcomer.locator('code').textContent();
  await newcomer.getByRole('button', { name: 'Go on' }).click();
  await bob.terminalReady();
  await bob.type('echo ');
  await page.keyboard.press('Control+Shift+V');
  await bob.terminalShows(new RegExp(`echo ${personalCode}`));
  await bob.type(' | tr -d - > /dev/null\nclear; echo to-copy-$((6 * 7))\n');
  await bob.terminalShows(/^to-copy-42$/m);
  const [x, y] = await page.evaluate(() => {
    const box = document.querySelector('.screen:not([hidden]) .xterm-screen')?.getBoundingClientRect();
    return [(box?.x ?? 0) + 20, (box?.y ?? 0) + 8];
  });
  await page.mouse.dblclick(x, y);
  await page.keyboard.press('Control+Shift+C');
  await bob.type('clear; echo got-');
  await page.keyboard.press('Control+Shift+V');
  await bob.terminalShows(/echo got-\S*copy/);
  await bob.close();
});
