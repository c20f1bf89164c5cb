import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'terminal-tools' });
  browser = await openBrowser();
  ada = await newLearner(browser);
  await ada.page.goto(`${await server.url()}chapters/09-finding-containers/`);
  await ada.join('Ada');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const button = (name: string | RegExp) => ada.page.getByRole('button', { name });
const field = (name: string | RegExp) => ada.page.getByLabel(name);
const settings = () => ada.page.locator('.terminal-menu > summary');

test('finds text in the output, says how often it occurs, and goes back to the shell', async () => {
  await ada.type('clear; for i in 1 2 3; do echo needle $i; done\n');
  await ada.terminalShows(/^needle 3$/m);
  await ada.page.keyboard.press('Control+Shift+F');
  await ada.page.keyboard.type('needle');
  await ada.page.getByText('3 of 3').waitFor();
  await ada.page.keyboard.press('Enter');
  await ada.page.getByText('2 of 3').waitFor();
  await ada.screenshot('terminal-search');
  expect(await faults(ada)).toEqual([]);
  await field('Search in this terminal').fill('haystack');
  await ada.page.getByText('nothing', { exact: true }).waitFor();
  await ada.page.keyboard.press('Escape');
  await ada.page.keyboard.type('echo back\n');
  await ada.terminalShows(/^back$/m);
});

test('a tab takes a name that a reload keeps, and gives it up again', async () => {
  const tab = ada.page.getByRole('tab');
  await tab.first().focus();
  await ada.page.keyboard.press('F2');
  await ada.page.keyboard.type('router\n');
  await expect.poll(() => tab.first().textContent()).toBe('router');
  await ada.page.reload();
  await ada.terminalReady();
  expect(await tab.first().textContent()).toBe('router');
  await tab.first().dblclick();
  await field(/^Name of this terminal/).fill('');
  await ada.page.keyboard.press('Enter');
  await expect.poll(() => tab.first().textContent()).not.toBe('router');
});

test('shows two terminals, each with its own shell, and one again', async () => {
  await button('Show two terminals').click();
  const screens = ada.page.locator('.screen:not([hidden])');
  await expect.poll(() => screens.count()).toBe(2);
  await ada.terminalReady();
  for (const at of [0, 1]) {
    await screens.nth(at).locator('.xterm-helper-textarea').focus();
    await ada.page.keyboard.type(`clear; echo I am number ${at}\n`);
    await ada.terminalShows(new RegExp(`^I am number ${at}$`, 'm'));
  }
  await ada.screenshot('terminal-split');
  expect(await faults(ada)).toEqual([]);
  const [left, right] = await Promise.all([screens.nth(0).boundingBox(), screens.nth(1).boundingBox()]);
  expect(left && right && (left.y + left.height <= right.y + 1 || left.x + left.width <= right.x + 1)).toBe(
    true,
  );
  await button('Show one terminal').click();
  await expect.poll(() => screens.count()).toBe(1);
  await ada.terminalShows(/^I am number 1$/m);
  await button(/^Close terminal/).click();
});

test('asks before it pastes several lines, and pastes them as they were', async () => {
  await ada.page.evaluate(() => navigator.clipboard.writeText('echo first\necho second\n'));
  await ada.type('clear; cat\n');
  await ada.page.keyboard.press('Control+Shift+V');
  const dialog = ada.page.getByRole('dialog', { name: 'Paste 2 lines?' });
  await dialog.waitFor();
  await ada.screenshot('terminal-paste');
  expect(await faults(ada)).toEqual([]);
  await dialog.getByRole('button', { name: 'Don’t paste' }).click();
  await ada.page.keyboard.type('nothing yet\n');
  await ada.terminalShows(/^nothing yet\nnothing yet$/m);
  await ada.page.keyboard.press('Control+Shift+V');
  await dialog.getByRole('button', { name: 'Paste', exact: true }).click();
  await ada.terminalShows(/echo first\necho second\n(?:echo first\n)?echo second/);
  await ada.page.keyboard.press('Control+c');
});

test('offers commands for a process, an address and a container, and runs the one that is chosen', async () => {
  await ada.type("clear; docker ps --format 'table {{.ID}}\\t{{.Names}}'; ip -4 -br addr show dev eth0\n");
  await ada.terminalShows(/eth0\S* .*192\.168\.1\.10/);
  await ada.clickOn('192.168.1.10');
  const menu = ada.page.getByRole('dialog', { name: 'Commands for 192.168.1.10' });
  await menu.waitFor();
  await ada.screenshot('terminal-offers');
  expect(await faults(ada)).toEqual([]);
  await menu.getByRole('button', { name: /ip route get/ }).click();
  await ada.terminalShows(/^local 192\.168\.1\.10 dev lo/m);
  await ada.type('clear; docker ps\n');
  await ada.terminalShows(/whale\s*$/m);
  await ada.type('clear; sudo lsns -t net -o NS,PID,COMMAND\n');
  const httpd = /^\d+ +(\d+) .*httpd/m;
  const pid = httpd.exec(await ada.terminalShows(httpd))?.[1] ?? '';
  await ada.clickOn(` ${pid} `);
  await ada.page
    .locator('.offer-menu')
    .getByRole('button', { name: /nsenter/ })
    .click();
  await ada.terminalShows(new RegExp(`nsenter -t ${pid} -n ip addr[\\s\\S]*inet `));
});

test('offers commands for what stands under the pointer now, not for what stood there before', async () => {
  for (const address of ['192.0.2.1', '192.0.2.22', '192.0.2.3']) {
    await ada.type(`clear; echo ${address}\n`);
    await ada.terminalShows(new RegExp(`^${address}$`, 'm'));
    await ada.clickOn(address);
    const menu = ada.page.getByRole('dialog', { name: `Commands for ${address}` });
    await menu.waitFor();
    await menu.getByRole('button', { name: /ip route get/ }).click();
    await ada.terminalShows(new RegExp(`route get ${address}[\\s\\S]*\\$ ?$`));
  }
});

test('Escape closes a menu over the terminal that has the focus, and else goes to the program there', async () => {
  const menu = ada.page.getByRole('dialog', { name: 'Commands for 192.0.2.4' });
  const sheet = ada.page.locator('.menu-sheet');
  await ada.type('clear; echo 192.0.2.4; cat -v\n');
  await ada.terminalShows(/^192\.0\.2\.4$/m);
  await ada.clickOn('192.0.2.4');
  await menu.waitFor();
  await ada.page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  await ada.page.keyboard.type('after the menu\n');
  await ada.terminalShows(/^after the menu\nafter the menu$/m);
  await settings().click();
  await sheet.waitFor();
  // To the lesson, and from there into the terminal.
  for (const key of ['F6', 'F6', 'Escape']) await ada.page.keyboard.press(key);
  await sheet.waitFor({ state: 'hidden' });
  await ada.page.keyboard.type('after the settings\n');
  await ada.terminalShows(/^after the settings\nafter the settings$/m);
  await ada.page.keyboard.press('Escape');
  await ada.page.keyboard.type('without a menu\n');
  await ada.terminalShows(/^\^\[without a menu$/m);
  await ada.page.keyboard.press('Control+c');
});

test('a program puts text on the clipboard only when the learner lets it, and reads nothing', async () => {
  await ada.page.evaluate(() => navigator.clipboard.writeText('mine'));
  await ada.type(
    String.raw`clear; printf '\e]52;c;?\a'; printf '\e]52;c;%s\a' $(echo -n theirs | base64); echo asked` +
      '\n',
  );
  await ada.page.getByText('A program wants to put 6 characters on your clipboard.').waitFor();
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toBe('mine');
  await button('Let it').click();
  await expect.poll(() => ada.page.evaluate(() => navigator.clipboard.readText())).toBe('theirs');
  expect(await ada.terminalText()).not.toMatch(/bWluZQ/);
});

test('settings of terminals are kept: text size, colours, copying what is selected', async () => {
  await settings().click();
  await button('Larger text').click();
  await ada.page.getByRole('combobox', { name: 'Colours' }).selectOption('dark');
  await field('Copy what I select').check();
  await ada.screenshot('terminal-settings');
  expect(await faults(ada)).toEqual([]);
  await ada.page.keyboard.press('Escape');
  await ada.page.reload();
  await ada.type('clear; echo selectable\n');
  await ada.terminalShows(/^selectable$/m);
  const box = await ada.page.locator('.screen:not([hidden]) .xterm-screen').boundingBox();
  await ada.page.mouse.dblclick((box?.x ?? 0) + 20, (box?.y ?? 0) + 8);
  await expect.poll(() => ada.page.evaluate(() => navigator.clipboard.readText())).toBe('selectable');
  await settings().click();
  expect(await ada.page.locator('.stepper output').textContent()).toBe('15');
  expect(await ada.page.getByRole('combobox', { name: 'Colours' }).inputValue()).toBe('dark');
  const background = await ada.page
    .locator('.screen:not([hidden]) .screen-box')
    .evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(background).toBe('rgb(10, 15, 19)');
  await ada.page.keyboard.press('Escape');
});

test('for a screen reader the terminal’s lines are in the page', async () => {
  await settings().click();
  await field('For a screen reader').check();
  await ada.page.keyboard.press('Escape');
  await ada.type('clear; echo audible\n');
  await ada.page.locator('.xterm-accessibility-tree').getByText('audible', { exact: true }).waitFor();
});

test('on a phone there are keys that its keyboard lacks, Ctrl among them', async () => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    storageState: await ada.context.storageState(),
  });
  const page = await context.newPage();
  await page.goto(ada.page.url());
  await page.waitForFunction(() => window.vethlab?.terminal.ready === true);
  const shows = (pattern: RegExp) =>
    page.waitForFunction(
      (source) => new RegExp(source, 'm').test(window.vethlab?.terminal.text() ?? ''),
      pattern.source,
    );
  await page.getByRole('button', { name: /^Open terminal/ }).tap();
  await page.locator('.screen:not([hidden]) .xterm-helper-textarea').focus();
  await page.keyboard.type('clear; sleep 99\n');
  await page.getByRole('button', { name: 'Control, with the next key' }).tap();
  await page.keyboard.type('c');
  await shows(/\^C/);
  await page.keyboard.type('echo once\n');
  await shows(/^once$/);
  await page.getByRole('button', { name: 'Up' }).tap();
  await page.keyboard.type('\n');
  await shows(/^once\n.*echo once\nonce$/);
  await page.locator('.terminal-menu > summary').tap();
  const last = page.getByRole('link', { name: 'Recordings of my terminals' });
  await last.scrollIntoViewIfNeeded();
  expect(await last.boundingBox()).toSatisfy((box) => box.y >= 0 && box.y + box.height <= 844);
  await context.close();
});
