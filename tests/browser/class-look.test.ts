// The look of a class to its learners, in windows of every size. Its pictures are beside those of look.test.ts.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { z } from 'zod';
import type { DeskClient } from '../../lab-server/testing/desk-client.ts';
import { TerminalClient } from '../../lab-server/testing/terminal-client.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import type { ClassSettings } from '../../protocol/class.ts';
import type { ClassDetail } from '../../protocol/desk/class.ts';
import { Me } from '../../protocol/learner.ts';
import { TerminalList } from '../../protocol/terminal.ts';
import { type LearnerPage, newLearner, openBrowser, type Session } from '../support/browser.ts';
import { deskOf } from '../support/desk.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { fitsWindows, heightAt, layouts } from '../support/windows.ts';

const HANDS_ON = 'chapters/11-hands-on/';
const HOUR = 3_600_000;
const after = (ms: number) => new Date(Date.now() + ms).toISOString();

let server: RunningServer;
let browser: Browser;
let url: string;
let desk: DeskClient;
let group: ClassDetail;
let session: Session;
/** The instructor's window on Ada's terminal. */
let watching: TerminalClient;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-class-look', args: ['--class'] });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
  desk = await deskOf(server);
  group = await desk.newClass('Networks, Tuesday group');
  const ada = await newLearner(browser);
  await joinBy(ada, group.code, 'Ada');
  await ada.page.getByRole('button', { name: 'Go on' }).click();
  await ada.page.goto(url + HANDS_ON);
  await ada.terminalReady();
  session = await ada.session();
  const get = async <S extends z.ZodType>(path: string, schema: S) =>
    schema.parse(await (await ada.fetch(path)).json()) as z.infer<S>;
  const { id } = await get(pathOf(api.learner.me), Me);
  const { terminals } = await get(pathOf(api.terminals.list), TerminalList);
  const ofAda = { class: group.id, learner: id };
  await ada.fetch(pathOf(api.ownClass.raiseHand), {
    method: 'POST',
    data: { about: 'Which of the two bridges is it?' },
    headers: { origin: new URL(url).origin },
  });
  watching = new TerminalClient(desk, terminals[0]?.id ?? '', { of: ofAda });
  await desk.post(pathOf(api.deskWall.askControl, { params: ofAda }), { terminal: terminals[0]?.id });
  await say('Have a look at the two bridges before you go on. Which one has an address?', 'ip -br addr');
  await say('Coffee at half past.');
  await say('We begin.');
  await ada.close();
});
afterAll(async () => {
  watching?.socket.close();
  await browser?.close();
  await server?.stop();
});

const say = (text: string, command?: string) =>
  desk.done(
    pathOf(api.deskWall.sendMessage, { params: { class: group.id } }),
    { to: 'all', text, command },
    z.object({ id: z.int() }),
  );

async function joinBy({ page }: LearnerPage, code: string, name: string): Promise<void> {
  await page.goto(`${url}?code=${code}`);
  await page.getByRole('dialog').getByLabel('Your name').fill(name);
  await page.keyboard.press('Enter');
}

/** The subject of a picture: the state of the class, and the learner's actions before it is taken. */
interface Scene {
  path?: string;
  settings?: () => Partial<ClassSettings>;
  live?: object;
  isNobody?: boolean;
  look: (ada: LearnerPage) => Promise<unknown>;
}

const terminalIs = (ada: LearnerPage, text: string | RegExp) => ada.page.getByText(text).first().waitFor();
const openMenu = (ada: LearnerPage, name: string) =>
  ada.page.locator('.class-bar summary', { hasText: name }).click();

const scenes: Record<string, Scene> = {
  asked: {
    settings: () => ({
      grading: {
        counts: 'last',
        due: after(50 * HOUR),
        late: { kind: 'deducted', percentPerDay: 10 },
        points: {},
      },
    }),
    live: { timer: { label: 'Find the bridges', seconds: 900 } },
    async look(ada) {
      await terminalIs(ada, /asks to type into/);
      await ada.page.getByText('late answers lose 10 % a day').waitFor({ state: 'attached' });
    },
  },
  messages: {
    live: { timer: { label: 'Find the bridges', seconds: 45 } },
    look: (ada) => openMenu(ada, 'Messages'),
  },
  hand: { live: { timer: null }, look: (ada) => openMenu(ada, 'Hand is up') },
  paused: {
    live: { paused: true },
    async look(ada) {
      if ((ada.page.viewportSize()?.width ?? 0) < 1000) await ada.page.locator('.sheet-handle').click();
      await ada.page.getByRole('heading', { name: 'Eyes front' }).waitFor();
    },
  },
  exam: {
    live: { paused: false },
    settings: () => ({
      closedExercises: ['container-systems'],
      exam: { from: after(-HOUR), until: after(HOUR), attempts: 2, released: false },
    }),
    async look({ page }) {
      const card = page.locator('section.exercise#how-many');
      await card.locator('.attempts-left, .shut-note').waitFor();
      if ((await card.getByText('2 attempts left').count()) === 1) {
        await card.locator('[data-field="count"]').fill('7');
        await card.getByRole('button', { name: 'Check my answer' }).click();
      }
      await card.getByText('Kept').first().waitFor();
      await card.scrollIntoViewIfNeeded();
    },
  },
  marks: { path: 'exercises/', look: ({ page }) => page.getByText('Kept').first().waitFor() },
  home: {
    path: '',
    settings: () => ({
      exam: null,
      closedExercises: [],
      closedChapters: ['10-one-port-two-addresses', '12-further'],
    }),
    async look({ page }) {
      await page.getByText('Not open yet').last().scrollIntoViewIfNeeded();
      await page.locator('.learner-menu > summary').click();
    },
  },
  chapters: {
    look: ({ page }) => page.locator('.pager').scrollIntoViewIfNeeded(),
  },
  german: {
    path: `de/${HANDS_ON}`,
    look: (ada) => openMenu(ada, 'Nachrichten'),
  },
  closed: {
    path: 'chapters/12-further/',
    look: ({ page }) => page.getByRole('heading', { name: 'This chapter is not open yet' }).waitFor(),
  },
  join: {
    path: '?code=ABC-DEF',
    isNobody: true,
    look: ({ page }) => page.getByRole('dialog', { name: 'Join your class' }).waitFor(),
  },
};

test.each(Object.entries(scenes))('%s fits any window, and can be used by everyone', async (name, scene) => {
  if (scene.settings) group = await desk.set(group, scene.settings());
  if (scene.live) await desk.post(pathOf(api.deskClasses.live, { params: { class: group.id } }), scene.live);
  for (const at of layouts) {
    const width = at[0] as number;
    const ada = await newLearner(browser, { width, height: heightAt(width) });
    if (!scene.isNobody) await ada.goOnAs(session);
    await ada.page.goto(url + (scene.path ?? HANDS_ON));
    if (scene.path === undefined && width >= 1000) await ada.terminalReady();
    await scene.look(ada).catch(async (error) => {
      await ada.screenshot(`failed-class-${name}-${width}`);
      throw error;
    });
    await fitsWindows(ada, { name: `class-${name}`, at });
    await ada.close();
  }
});
