// What a learner far away sees of their own typing: a line of 200 ms lies between page and lab server, which can hold back what comes.
import type { Browser, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

/** ms of one way. */
const WAY = 100;

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
/** What has come from the lab server since it was told to wait. */
let held: (() => void)[] | undefined;

beforeAll(async () => {
  server = await npmStart({ name: 'near' });
  browser = await openBrowser();
  ada = await newLearner(browser);
  await ada.page.routeWebSocket(/\/api\/terminals\//, farAway);
  await ada.page.addInitScript(noteGuesses);
  await ada.page.goto(`${await server.url()}chapters/02-attaching/`);
  await ada.join('Ada');
});
afterEach(letCome);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

function farAway(page: WebSocketRoute): void {
  const lab = page.connectToServer();
  page.onMessage((message) => void setTimeout(() => lab.send(message), WAY));
  lab.onMessage((message) => {
    const arrive = () => page.send(message);
    setTimeout(() => (held ? held.push(arrive) : arrive()), WAY);
  });
}

/** Runs in the page: keeps all that is ever shown before it is there. */
function noteGuesses(): void {
  const seen = () =>
    [...document.querySelectorAll('.near .guessed')].map((cell) => cell.textContent).join('');
  Object.assign(window, { guessed: '' });
  new MutationObserver(() => {
    Object.assign(window, { guessed: `${(window as { guessed?: string }).guessed}${seen()}` });
  }).observe(document, { subtree: true, childList: true });
}

const guesses = () => ada.page.evaluate(() => (window as { guessed?: string }).guessed ?? '');
const guessed = () => ada.page.locator('.screen:not([hidden]) .near .guessed');
const shown = async () => (await guessed().allTextContents()).join('');

function letCome(): void {
  for (const arrive of held ?? []) arrive();
  held = undefined;
}

/** Types on while nothing comes any more, and says what is to be seen of it. */
async function typedMeanwhile(keys: string): Promise<string> {
  held = [];
  await ada.type(keys);
  await ada.page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  return shown();
}

/** All that was typed is there, and nothing lies over it. */
async function arrived(pattern: RegExp): Promise<void> {
  letCome();
  await ada.terminalShows(pattern);
  await expect.poll(shown).toBe('');
}

test('the first keys tell how far away it is', async () => {
  await expect
    .poll(async () => {
      await ada.type('x');
      return guesses();
    })
    .not.toBe('');
  await ada.page.keyboard.press('Control+u');
  await ada.terminalShows(/\$ ?$/);
});

test('letters are seen as they are typed, underlined, and the terminal has them once they come', async () => {
  await ada.type('e');
  await ada.terminalShows(/\$ e$/);
  expect(await typedMeanwhile('cho  fra')).toBe('chofra');
  expect(
    await guessed()
      .first()
      .evaluate((cell) => getComputedStyle(cell).textDecorationLine),
  ).toBe('underline');
  expect(await ada.terminalText()).toMatch(/\$ e$/);
  await ada.screenshot('terminal-near');
  await ada.page.emulateMedia({ colorScheme: 'dark' });
  await ada.screenshot('terminal-near-dark');
  await ada.page.emulateMedia({ colorScheme: 'light' });
  await arrived(/\$ echo {2}fra$/);

  // In the middle of the line the rest moves.
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowLeft']) await ada.page.keyboard.press(key);
  await ada.terminalShows(/fra$/);
  expect(await typedMeanwhile('in')).toMatch(/^infra$/);
  await arrived(/\$ echo {2}infra$/);
  await ada.type('\n');
  await ada.terminalShows(/^infra\n\S+\$ ?$/m);
});

test('it stays in its place while the terminal is scrolled', async () => {
  await ada.type('seq 100\n');
  await ada.terminalShows(/^100\n\S+\$ ?$/m);
  await ada.type('x');
  await ada.terminalShows(/\$ x$/);
  expect(await typedMeanwhile('yz')).toBe('yz');
  const place = await guessed().first().boundingBox();
  await ada.page.keyboard.press('Shift+PageUp');
  await expect.poll(shown).toBe('');
  await ada.page.keyboard.press('Shift+PageDown');
  await expect.poll(shown).toBe('yz');
  expect(await guessed().first().boundingBox()).toEqual(place);
  await ada.page.setViewportSize({ width: 1100, height: 700 });
  await arrived(/\$ xyz$/);
  await ada.page.setViewportSize({ width: 1280, height: 800 });
  await ada.page.keyboard.press('Control+c');
  await ada.terminalShows(/\$ ?$/);
});

test('a wrong guess goes with the output that says so', async () => {
  await ada.type(
    'clear; stty -echo -icanon; printf "\\e[?2004hkeys> "; for i in 1 2 3 4; do read -rN1 k; [ $i = 1 ] || k=#; printf %s "$k"; done; stty sane; echo\n',
  );
  await ada.terminalShows(/^keys> $/m);
  await ada.type('a');
  await ada.terminalShows(/^keys> a$/m);
  expect(await typedMeanwhile('bcd')).toBe('bcd');
  await arrived(/^keys> a###\n/m);
});

test.each([
  ['read -s', 'echo asked; read -s word', /^asked$/m],
  ['sudo', 'sudo -K; sudo -u nobody sudo -p "Password: " true', /^Password: ?$/m],
])('a password for %s is never seen', async (_, command, asks) => {
  await ada.type(`clear; ${command}\n`);
  await ada.terminalShows(asks);
  await ada.page.evaluate(() => Object.assign(window, { guessed: '' }));
  await ada.type('7391');
  await ada.page.keyboard.press('Control+c');
  await ada.terminalShows(/\$ ?$/);
  expect(await guesses()).toBe('');
});

test('in an editor too, once it has echoed', async () => {
  await ada.type('vi note\n');
  await ada.terminalShows(/"note"/);
  await ada.type('ih');
  await ada.terminalShows(/^h$/m);
  // The key that began the insertion was no echo; this one is.
  await ada.type('e');
  await ada.terminalShows(/^he$/m);
  expect(await typedMeanwhile('llo')).toBe('llo');
  await arrived(/^hello$/m);
  await ada.page.keyboard.press('Escape');
  await ada.type(':q!\n');
  await ada.terminalShows(/\$ ?$/);
});

test('whoever does not want it switches it off', async () => {
  const wish = ada.page.getByLabel('Show at once what I type');
  await ada.page.locator('.terminal-menu > summary').click();
  await ada.screenshot('terminal-near-switch');
  await wish.uncheck();
  await ada.page.keyboard.press('Escape');
  await ada.type('o');
  await ada.terminalShows(/\$ o$/);
  expect(await typedMeanwhile('ff')).toBe('');
  await arrived(/\$ off$/);
  // Who has not joined yet is told so.
  expect(ada.errors.filter((error) => !/ 401 .*\/api\/me\)$/.test(error))).toEqual([]);
});
