import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { leftInEnglish } from '../support/german.ts';
import { countScripts } from '../support/script-size.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { fitsWindows } from '../support/windows.ts';

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
let url: string;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-editor' });
  browser = await openBrowser();
  ada = await newLearner(browser);
  url = await server.url();
  await ada.page.goto(`${url}chapters/09-finding-containers/`);
  await ada.join('Ada');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const keyboard = () => ada.page.keyboard;
const button = (name: string | RegExp) => ada.page.getByRole('button', { name, exact: true });
const item = (name: string) => ada.page.getByRole('treeitem', { name, exact: true });
const text = () => ada.page.locator('.editor .cm-content');
const said = (words: string | RegExp) =>
  ada.page.locator('.editor').getByText(words, { exact: true }).first().waitFor();
const shows = (pattern: RegExp) => expect.poll(() => text().textContent()).toMatch(pattern);

/** What a command prints in a terminal, which is shown for it. */
async function inTerminal(command: string, pattern: RegExp): Promise<void> {
  await ada.page.getByRole('tab', { name: /^1: / }).click();
  await ada.type(`clear; ${command}\n`);
  await ada.terminalShows(pattern);
}

const editor = () => ada.page.getByRole('tab', { name: 'Editor' }).click();

test('its code is fetched when it is opened, and is small', async () => {
  const before = ada.page.locator('script, link[rel=modulepreload]');
  expect(await before.count()).toBeGreaterThan(0);
  const scripts = countScripts(ada.page);
  await button('Edit files of the lab host').click();
  await ada.page.getByRole('tree', { name: 'Files on your lab host' }).waitFor();
  await item('.bashrc').waitFor();
  const sum = await scripts();
  console.log(`The editor takes ${(sum / 1000).toFixed(1)} kB of script, compressed.`);
  expect(sum).toBeGreaterThan(50_000);
  expect(sum).toBeLessThanOrEqual(120_000);
});

test('a new file is written, saved, and there in the terminal', async () => {
  await button('New file').click();
  await ada.page.getByLabel('Name', { exact: true }).fill('compose.yaml');
  await keyboard().press('Enter');
  await item('compose.yaml').waitFor();
  await text().click();
  await keyboard().type('services:\n  web:\nimage: whoami # served\n');
  await ada.page.getByRole('tab', { name: 'Not saved: compose.yaml' }).waitFor();
  await keyboard().press('Control+s');
  await said('Saved');
  await inTerminal('cat compose.yaml', /^services:\n {2}web:\n {2}image: whoami # served/m);
});

test('a file that changed meanwhile is shown as such, and never overwritten unseen', async () => {
  await editor();
  await text().click();
  await keyboard().press('Control+End');
  await keyboard().type('mine');
  await inTerminal('echo theirs >> compose.yaml; tail -n1 compose.yaml', /theirs$/m);
  await editor();
  await said('The file has changed on the host meanwhile. Your text is not saved.');
  await button('Compare').click();
  await ada.page.locator('.compared p', { hasText: 'theirs' }).waitFor();
  await ada.screenshot('editor-compare');
  expect(await faults(ada)).toEqual([]);
  await ada.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await keyboard().press('Control+s');
  await said('The file has changed on the host meanwhile. Your text is not saved.');
  await ada.screenshot('editor-changed');
  await button('Save mine over it').click();
  await said('Saved');
  await inTerminal('tail -n1 compose.yaml; echo', /mine$/m);
  // A text that was not edited is read anew.
  await inTerminal('sed -i s/whoami/other/ compose.yaml; echo done', /^done$/m);
  await editor();
  await shows(/image: other/);
});

test('what is typed outlives a reload, with what can be undone', async () => {
  await text().click();
  await keyboard().press('Control+Home');
  await keyboard().type('first ');
  await ada.page.waitForTimeout(600);
  await keyboard().type('second ');
  await ada.page.getByRole('tab', { name: 'Not saved: compose.yaml' }).waitFor();
  await ada.page.reload();
  await shows(/^first second services/);
  await text().click();
  await keyboard().press('Control+z');
  await shows(/^first services/);
  await keyboard().press('Control+z');
  await shows(/^services/);
  await keyboard().press('Control+y');
  await shows(/^first services/);
  await keyboard().press('Control+s');
  await said('Saved');
});

test('a dropped connection loses nothing: saving is tried until it is done', async () => {
  await text().click();
  await ada.context.setOffline(true);
  await keyboard().press('Control+Home');
  await keyboard().type('offline ');
  await keyboard().press('Control+s');
  await said('Your text is kept here. Saving is tried again by itself.');
  await keyboard().type('and on ');
  await ada.context.setOffline(false);
  await said('Saved');
  ada.errors.length = 0;
  await inTerminal('head -n1 compose.yaml', /^offline and on first services/m);
});

test('a file of root is read, and saved with sudo when that is asked for; owner and mode stay', async () => {
  await editor();
  await ada.page.getByLabel('Path of a folder or a file').fill('/etc/hosts');
  await keyboard().press('Enter');
  await said('You may read this file but not write it.');
  await shows(/localhost/);
  await text().click();
  await keyboard().press('Control+End');
  await keyboard().type('192.0.2.7 by-sudo');
  await keyboard().press('Control+s');
  await button('Save with sudo').click();
  await said(/as root/);
  await said('Saved');
  ada.errors.length = 0;
  await inTerminal('tail -n1 /etc/hosts; echo; stat -c %U:%a /etc/hosts', /by-sudo\nroot:644$/m);
});

test('programs and devices are refused with words', async () => {
  await editor();
  for (const [path, words] of [
    ['/usr/bin/env', /is no text in UTF-8/],
    ['/dev/null', /is a device, a pipe or a socket/],
    ['/etc/shadow', /The user pi may not do that/],
  ] as const) {
    await ada.page.getByLabel('Path of a folder or a file').fill(path);
    await keyboard().press('Enter');
    await said(words);
  }
  ada.errors.length = 0;
});

test('a program in a terminal opens a file at a line, and beside the terminal', async () => {
  await inTerminal('seq 100 > numbers; edit numbers:42', /numbers/);
  await ada.page.getByRole('tab', { name: 'numbers', selected: true }).waitFor();
  await expect.poll(() => ada.page.locator('.cm-activeLine').textContent()).toBe('42');
  await button('The editor beside a terminal').click();
  await expect.poll(() => ada.page.locator('.screen:not([hidden])').count()).toBe(2);
  await ada.screenshot('editor-split');
  await button('The editor alone').click();
  await expect.poll(() => ada.page.locator('.screen:not([hidden])').count()).toBe(1);
});

test('a button of the lesson opens a file at its line', async () => {
  await ada.page.goto(`${url}chapters/03-seeing-namespaces/`);
  await ada.page.getByRole('button', { name: '/etc/containers/containers.conf' }).click();
  await ada.page.getByRole('tab', { name: 'containers.conf', selected: true }).waitFor();
  await expect
    .poll(() => ada.page.locator('.cm-activeLine').textContent())
    .toContain('default_rootless_network_cmd');
  await ada.page.getByRole('tab', { name: 'numbers', exact: true }).click();
});

test('searches and replaces', async () => {
  await text().click();
  await keyboard().press('Control+f');
  await ada.page.getByLabel('Find', { exact: true }).fill('100');
  await ada.page.getByLabel('Replace', { exact: true }).fill('a hundred');
  await ada.screenshot('editor-search');
  await button('replace all').click();
  await keyboard().press('Escape');
  await text().click();
  await keyboard().press('Control+End');
  await shows(/a hundred/);
  expect(await faults(ada)).toEqual([]);
});

test('by keys alone: the tree, a name, a question, the text, and out of it', async () => {
  const tree = ada.page.getByRole('tree');
  await tree.locator('[tabindex="0"]').focus();
  await keyboard().press('n');
  expect(await ada.page.locator(':focus').textContent()).toBe('numbers');
  await keyboard().press('F2');
  await ada.page.getByRole('dialog', { name: 'Rename numbers' }).waitFor();
  await keyboard().type('figures\n');
  await item('figures').waitFor();
  await ada.page.getByRole('tab', { name: 'Not saved: figures' }).waitFor();
  await tree.locator('[tabindex="0"]').focus();
  await keyboard().press('Delete');
  await ada.page.getByRole('dialog', { name: 'Delete figures?' }).waitFor();
  await keyboard().press('Escape');
  await keyboard().press('c');
  await keyboard().press('Enter');
  await expect.poll(() => ada.page.locator('.cm-content:focus').count()).toBe(1);
  await keyboard().press('Tab');
  expect(await ada.page.locator('.cm-content:focus').count()).toBe(1);
  await keyboard().press('Control+z');
  await keyboard().press('Escape');
  await keyboard().press('Tab');
  await expect.poll(() => ada.page.locator('.cm-content:focus').count()).toBe(0);
  await ada.page.locator('#main').focus();
  await keyboard().press('F6');
  await expect.poll(() => ada.page.locator('.cm-content:focus').count()).toBe(1);
});

test('it fits every window in both themes, and can be used by everyone', async () => {
  await fitsWindows(ada, {
    name: 'editor',
    // A phone shows the text or the tree.
    ready: async (width) => {
      const handle = button(/^Open terminal/);
      if (await handle.isVisible()) await handle.click();
      await ada.page.locator('.editor').waitFor();
      const toggle = button(width < 500 ? 'Hide the files' : 'Show the files');
      if (await toggle.isVisible()) await toggle.click();
    },
  });
});

test('it speaks German', async () => {
  await ada.page.setViewportSize({ width: 1280, height: 800 });
  await ada.page.goto(`${url}de/chapters/09-finding-containers/`);
  await ada.page.getByRole('tree', { name: 'Dateien auf deinem Lab-Host' }).waitFor();
  await text().click();
  await keyboard().press('Control+f');
  await ada.page.getByLabel('Ersetzen', { exact: true }).waitFor();
  await ada.screenshot('editor-german');
  expect(await leftInEnglish(ada)).toEqual([]);
  expect(ada.errors).toEqual([]);
});
