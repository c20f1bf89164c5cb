import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { Cable } from '../support/cable.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let cable: Cable;
let ada: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-terminal' });
  cable = await Cable.to(await server.url());
  browser = await openBrowser();
  ada = await newLearner(browser);
  await ada.page.goto(`${cable.url}chapters/09-finding-containers/`);
  await ada.join('Ada');
});
afterAll(async () => {
  await browser?.close();
  cable?.close();
  await server?.stop();
});

/** Opens one more terminal by the button in this part of the page, and waits until it is shown. */
async function opened(part: Locator): Promise<void> {
  const tab = (options = {}) => ada.page.getByRole('tab', options);
  const before = await tab().evaluateAll((tabs) => tabs.map(({ id }) => id));
  await part.getByRole('button', { name: 'New terminal' }).click();
  await expect
    .poll(() => tab({ selected: true }).getAttribute('id'))
    .not.toSatisfy((id) => before.includes(id));
  await ada.terminalReady();
}

test('completes commands with Tab, which stays in the shell', async () => {
  await ada.type('docker st');
  await ada.page.keyboard.press('Tab');
  await ada.page.keyboard.press('Tab');
  await ada.terminalShows(/start +stats +stop/);
  await ada.page.keyboard.press('Control+c');
});

test('tells the shell its size, also after the window changes', async () => {
  const size = async () => {
    await ada.type('clear; echo "size $(stty size) end"\n');
    const [, rows, cols] =
      /^size (\d+) (\d+) end$/m.exec(await ada.terminalShows(/^size \d+ \d+ end$/m)) ?? [];
    return { rows: Number(rows), cols: Number(cols) };
  };
  const before = await size();
  await ada.page.setViewportSize({ width: 1700, height: 1000 });
  await ada.page.waitForFunction(
    (cols) => (document.querySelector('.screen:not([hidden]) .xterm-screen')?.clientWidth ?? 0) > cols * 8.5,
    before.cols,
  );
  await expect.poll(async () => (await size()).cols).toBeGreaterThan(before.cols);
  expect((await size()).rows).toBeGreaterThan(before.rows);
  await ada.page.setViewportSize({ width: 1280, height: 800 });
});

test('shows 256 and true colours, bold, UTF-8 and wide characters', async () => {
  await ada.type(
    String.raw`clear; printf '\033[38;5;208morange\033[0m \033[48;2;10;100;90mteal\033[0m \033[1mbold\033[0m ünïcödé 容器 ✓ 🐳\n'` +
      '\n',
  );
  await ada.terminalShows(/^orange teal bold ünïcödé 容器 ✓ 🐳$/m);
  await ada.type('clear; echo $TERM $COLORTERM; tput colors\n');
  await ada.terminalShows(/^xterm-256color truecolor$[\s\S]*^256$/m);
});

test('pastes and copies', async () => {
  await ada.page.evaluate(() => navigator.clipboard.writeText('echo pasted-äöü'));
  await ada.type('');
  await ada.page.keyboard.press('Control+Shift+V');
  await ada.terminalShows(/\$ echo pasted-äöü$/m);
  await ada.page.keyboard.press('Enter');
  await ada.terminalShows(/^pasted-äöü$/m);
  await ada.type('clear; echo copyable\n');
  await ada.terminalShows(/^copyable$/m);
  const screen = ada.page.locator('.screen:not([hidden]) .xterm-screen');
  const box = await screen.boundingBox();
  await ada.page.mouse.dblclick((box?.x ?? 0) + 20, (box?.y ?? 0) + 8);
  await ada.page.keyboard.press('Control+Shift+C');
  await expect.poll(() => ada.page.evaluate(() => navigator.clipboard.readText())).toBe('copyable');
});

test('has several tabs, each with a shell of its own, that a reload brings back', async () => {
  await ada.type('clear; NAME=first; echo one\n');
  await opened(ada.page.locator('.terminal-bar'));
  await ada.type('NAME=second; echo two\n');
  await ada.terminalShows(/^two$/m);
  await ada.page.reload();
  await ada.terminalShows(/^two$/m);
  expect(await ada.page.getByRole('tab').count()).toBe(2);
  await ada.page.getByRole('tab').first().click();
  await ada.terminalShows(/^one$/m);
  await ada.type('echo "I am $NAME"\n');
  await ada.terminalShows(/^I am first$/m);
  await ada.page.getByRole('tab').nth(1).click();
  await ada.page.getByRole('button', { name: /^Close terminal/ }).click();
  await expect.poll(() => ada.page.getByRole('tab').count()).toBe(1);
});

test('says when a shell has ended, and opens another', async () => {
  await opened(ada.page.locator('.terminal-bar'));
  await ada.type('exit 3\n');
  await ada.page.getByText('The shell has ended (exit code 3).').waitFor();
  await opened(ada.page.locator('.screen:not([hidden])'));
  await ada.page.getByRole('button', { name: /^Close terminal/ }).click();
  await expect.poll(() => ada.page.getByRole('tab').count()).toBe(1);
});

test('survives a flood and a Ctrl-C in it', async () => {
  await ada.type('clear; yes flooding\n');
  await ada.terminalShows(/flooding\nflooding\nflooding/);
  await ada.page.keyboard.press('Control+c');
  await ada.type('echo after the flood\n');
  await ada.terminalShows(/^after the flood$/m);
});

test('loses and repeats nothing when the connection is cut for a moment in the middle of output', async () => {
  // One program, since four hundred calls of sleep take half a minute on a busy machine.
  const lines = `perl -e '$|=1; for (1..400) { print "line $_\\n"; select undef, undef, undef, 0.01 }'`;
  await ada.type(`clear; ${lines}; echo all-said\n`);
  await ada.terminalShows(/^line 20$/m);
  cable.cut();
  await ada.page.getByText('Reconnecting…').waitFor();
  cable.mend();
  const text = await ada.terminalShows(/^all-said$/m);
  const numbers = [...text.matchAll(/^line (\d+)$/gm)].map(([, n]) => Number(n));
  const from = numbers[0] ?? 0;
  expect(numbers).toEqual(Array.from({ length: 401 - from }, (_, i) => from + i));
  expect(numbers.length).toBeGreaterThan(150);
});

test('F6 goes from the terminal to the lesson and back', async () => {
  await ada.type('');
  const inTerminal = () => ada.page.evaluate(() => document.activeElement?.closest('#workbench') !== null);
  expect(await inTerminal()).toBe(true);
  await ada.page.keyboard.press('F6');
  expect(await inTerminal()).toBe(false);
  await ada.page.keyboard.press('F6');
  expect(await inTerminal()).toBe(true);
});

test('resetting asks first, shows its progress, and gives a fresh host with a fresh shell', async () => {
  await ada.type('clear; touch mine; docker rm -f whale\n');
  await ada.terminalShows(/^whale$/m);
  await ada.page.getByRole('button', { name: 'Reset host' }).click();
  const dialog = ada.page.getByRole('dialog', { name: 'Make a fresh lab host?' });
  await dialog.getByRole('button', { name: 'Reset host' }).click();
  await ada.page.getByRole('heading', { name: 'Making a fresh lab host' }).waitFor();
  await ada.page.getByRole('progressbar').waitFor();
  await ada.screenshot('resetting');
  await ada.terminalReady();
  await ada.type('ls; docker ps --format "{{.Names}} is back"\n');
  await ada.terminalShows(/^whale is back$/m);
  expect(await ada.terminalText()).not.toMatch(/^mine$/m);
});
