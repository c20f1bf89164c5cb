import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'export' });
  browser = await openBrowser();
  ada = await newLearner(browser);
  await ada.page.goto(`${await server.url()}chapters/11-hands-on/`);
  await ada.join('Ada <Lovelace>');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('notes on a chapter are kept while one writes, and are there after a reload', async () => {
  const summary = ada.page.getByText('My notes on this chapter');
  await summary.click();
  const notes = ada.page.getByRole('textbox', { name: 'My notes on this chapter' });
  await notes.fill('A veth pair has two ends.\n<script>alert(1)</script>');
  await ada.page.getByText('Saved', { exact: true }).waitFor();
  expect(await faults(ada)).toEqual([]);
  await ada.screenshot('notes');
  await ada.page.reload();
  await expect.poll(() => notes.inputValue()).toMatch(/two ends/);
});

test('on paper there are the questions and the notes, dark on white, and nothing to press', async () => {
  await ada.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await ada.page.setViewportSize({ width: 720, height: 1000 });
  await ada.page.getByText('A veth pair has two ends.').filter({ visible: true }).waitFor();
  const controls = ada.page.locator('button, input, textarea, summary, .button, .watch-line');
  expect(await controls.filter({ visible: true }).count()).toBe(0);
  const question = ada.page.locator('section.exercise').first();
  expect(await question.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(255, 255, 255)');
  await ada.screenshot('paper', true);
  await ada.page.goto(`${await server.url()}chapters/04-two-bridges/`);
  const code = ada.page.locator('.expressive-code .ec-line span').first();
  expect(await code.evaluate((one) => getComputedStyle(one).color)).toBe('rgb(0, 0, 0)');
  await ada.page.goBack();
  await ada.page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await ada.page.setViewportSize({ width: 1280, height: 800 });
});

test('the work is one file, which shows everything and plays recordings without a network', async () => {
  await ada.terminalReady();
  await ada.type('echo recorded-$((6*7)); exit\n');
  await ada.page.getByText('The shell has ended').waitFor();
  const card = ada.page.locator('section.exercise#how-many');
  await card.locator('[data-field="count"]').fill('7');
  await card.getByRole('button', { name: 'Check my answer' }).click();
  await card.getByText('Not yet').first().waitFor();
  const reasons = ada.page.locator('section.exercise#why-ipv6');
  for (const box of [0, 1, 2]) await reasons.getByRole('checkbox').nth(box).check();
  await reasons.locator('[data-field="sentence"]').fill('Each container has an address of its own.');
  await reasons.getByRole('button', { name: 'Check my answer' }).click();
  await reasons.getByText('Partly right').first().waitFor();

  await ada.page.goto(`${await server.url()}exercises/`);
  const exporting = ada.page.getByRole('button', { name: 'Export my work' });
  await exporting.scrollIntoViewIfNeeded();
  const download = ada.page.waitForEvent('download');
  await exporting.click();
  const file = await (await download).path();
  await ada.page.getByText('It is among your downloads.').waitFor();
  expect(await faults(ada)).toEqual([]);
  await ada.screenshot('export');
  const html = path.join(folders.made, 'test', 'export', 'work.html');
  copyFileSync(file ?? '', html);

  // Opened where there is no lab server, and no network at all.
  const reader = await newLearner(browser);
  await reader.context.setOffline(true);
  await reader.page.goto(`file://${html}`);
  await reader.page.getByRole('heading', { name: 'The work of Ada <Lovelace>' }).waitFor();
  await reader.page.getByText('7', { exact: true }).waitFor();
  await reader.page.getByText('Not yet').waitFor();
  await reader.page.getByText('<script>alert(1)</script>').waitFor();
  await reader.page.getByRole('heading', { name: /^11\. Hands-on/ }).waitFor();
  const shown = (await reader.page.locator('main').textContent()) ?? '';
  expect(shown).not.toMatch(/11-hands-on/);
  expect(shown).not.toMatch(/[.!?][.,]/);
  const colourOf = (status: string) =>
    reader.page
      .locator(`article[data-status="${status}"]`)
      .first()
      .evaluate((one) => getComputedStyle(one).borderLeftColor);
  expect(await colourOf('partial')).not.toBe(await colourOf('incorrect'));
  await reader.page.getByRole('button', { name: 'Play' }).first().click();
  const played = () => reader.page.locator('.ap-player').first().textContent();
  await expect.poll(played, { timeout: 60_000 }).toMatch(/recorded-42/);
  expect(await faults(reader)).toEqual([]);
  expect(reader.errors).toEqual([]);
  await reader.screenshot('work', true);
  await reader.close();
});
