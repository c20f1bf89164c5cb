import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

// The whole lab by keyboard alone: no test here touches the mouse, and none sets the focus by script.

/** Presses of Tab after which an element counts as out of reach. */
const FAR = 150;

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'keyboard' });
  browser = await openBrowser();
  ada = await newLearner(browser);
  await ada.page.goto(await server.url());
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const press = (key: string) => ada.page.keyboard.press(key);
const type = (text: string) => ada.page.keyboard.type(text);
const isFocused = (thing: Locator) =>
  thing.evaluate((element) => element === document.activeElement).catch(() => false);
const inTerminal = () =>
  ada.page.evaluate(() => document.activeElement?.classList.contains('xterm-helper-textarea') ?? false);

/** Presses Tab until the element has the focus. */
async function tabTo(thing: Locator, key = 'Tab'): Promise<void> {
  await thing.waitFor();
  for (let i = 0; i < FAR; i += 1) {
    if (await isFocused(thing)) return;
    await press(key);
  }
  throw new Error(`${thing} can't be reached by ${key}`);
}

const button = (name: string | RegExp) => ada.page.getByRole('button', { name, exact: true }).first();

test('the first key leads past the header, and another to the course', async () => {
  await press('Tab');
  expect(await isFocused(ada.page.getByRole('link', { name: 'Skip to the text' }))).toBe(true);
  await press('Enter');
  await tabTo(ada.page.getByRole('link', { name: 'Start the course' }));
  await press('Enter');
  await ada.page.getByRole('heading', { name: 'Why containers', level: 1 }).waitFor();
});

test('a name starts the lab', async () => {
  await ada.page.goto(`${await server.url()}chapters/11-hands-on/`);
  await tabTo(ada.page.getByLabel('Your name').first());
  await type('Ada');
  await press('Enter');
  await ada.terminalReady();
});

test('F6 leads into the terminal, where Tab is the shell’s, and out of it', async () => {
  for (let i = 0; i < 3 && !(await inTerminal()); i += 1) await press('F6');
  expect(await inTerminal()).toBe(true);
  await type('clear; echo by-ke');
  await type('yboard\n');
  await ada.terminalShows(/^by-keyboard$/m);
  await type('hostn');
  await press('Tab');
  await ada.terminalShows(/hostname/);
  expect(await inTerminal()).toBe(true);
  await press('Control+c');
  await press('F6');
  expect(await inTerminal()).toBe(false);
});

test('an exercise is answered, its verdict is said, and an earlier attempt is read', async () => {
  const card = ada.page.locator('section.exercise#how-many');
  for (const count of ['7', '8']) {
    await tabTo(card.locator('[data-field="count"]'));
    await press('Control+a');
    await type(count);
    await tabTo(card.getByRole('button', { name: 'Check my answer' }));
    await press('Enter');
    await expect
      .poll(() => card.getByText(/Earlier attempts|Not yet/).count(), { timeout: 60_000 })
      .toBeGreaterThan(count === '7' ? 0 : 1);
    await press('Shift+Tab');
  }
  const said = card.locator('[role="status"], [aria-live]').filter({ hasText: 'Not yet' });
  expect(await said.count()).toBeGreaterThan(0);
  const earlier = card.locator('details.history > summary');
  await tabTo(earlier);
  await press('Enter');
  await card.getByText('What was found').first().waitFor();
});

test('the map is opened, walked and left', async () => {
  await tabTo(button('Map'));
  await press('Enter');
  await ada.page.getByRole('region', { name: 'Map of the lab host' }).waitFor();
  await tabTo(ada.page.locator('.map-thing[tabindex="0"]'));
  await press('ArrowDown');
  await press('Enter');
  await ada.page.locator('.map-details').waitFor();
  await press('Escape');
  await press('Escape');
  expect(await isFocused(button('Map'))).toBe(true);
  await press('Enter');
});

test('a web page is shown and left', async () => {
  await tabTo(button('Web page'));
  await press('Enter');
  expect(await isFocused(ada.page.getByLabel('Address, as the lab host sees it'))).toBe(true);
  await type('http://localhost:9/');
  await press('Enter');
  await ada.page
    .frameLocator('iframe.preview-page')
    .getByText(/Nothing listens/)
    .waitFor();
  await press('Escape');
  expect(await isFocused(button('Web page'))).toBe(true);
});

test('dialogs take the focus and give it back', async () => {
  for (const name of ['Files', 'Reset host']) {
    await tabTo(button(name));
    await press('Enter');
    const dialog = ada.page.locator('dialog[open]');
    await dialog.waitFor();
    expect(await dialog.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await press('Escape');
    expect(await isFocused(button(name))).toBe(true);
  }
});
