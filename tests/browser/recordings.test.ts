import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'recordings' });
  browser = await openBrowser();
  ada = await newLearner(browser);
  await ada.page.goto(`${await server.url()}chapters/11-hands-on/`);
  await ada.join('Ada');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('a learner sees that terminals are recorded, plays theirs with a marker at each answer, and downloads it', async () => {
  await ada.type('clear; echo recorded-$((40 + 2))\n');
  await ada.terminalShows(/^recorded-42$/m);
  const card = ada.page.locator('.exercise-card, [data-exercise]').first();
  await card.getByRole('checkbox').first().check();
  await card.getByRole('button', { name: /check/i }).click();
  await card.locator('.verdict').first().waitFor();
  await ada.type('echo goes on\n');
  await ada.terminalShows(/^goes on$/m);
  await ada.page.getByRole('link', { name: 'Recorded' }).click();
  // The last output is on disk within a second.
  const saved = async () => {
    const { recordings } = await (await ada.fetch(pathOf(api.recordings.list))).json();
    return (await ada.fetch(pathOf(api.recordings.read, { params: { id: recordings[0].id } }))).text();
  };
  await expect.poll(saved).toMatch(/"m"[\s\S]*goes on/);
  await ada.page.getByRole('button', { name: /still open/ }).click();
  const player = ada.page.getByRole('region', { name: /Terminal 1/ });
  await player.locator('.ap-marker-container').first().waitFor({ state: 'attached' });
  await player.getByText('recorded-42').waitFor();
  // It opens where it is seen as a whole.
  const isInView = () =>
    player.locator('.ap-player').evaluate((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      const bar = document.querySelector('.site-header')?.getBoundingClientRect().bottom ?? 0;
      return top >= bar && bottom <= innerHeight && bottom - top > innerHeight / 2;
    });
  await expect.poll(isInView).toBe(true);
  await ada.screenshot('recordings');
  expect(await faults(ada)).toEqual([]);

  const coming = ada.page.waitForEvent('download');
  await ada.page.getByRole('link', { name: 'Download' }).click();
  const [header = '', ...lines] = readFileSync(await (await coming).path(), 'utf8')
    .trim()
    .split('\n');
  expect(JSON.parse(header)).toMatchObject({ version: 3 });
  const events = lines.map((line) => JSON.parse(line));
  expect(events.some(([, code]) => code === 'm')).toBe(true);
  expect(events.map(([, , data]) => data).join('')).toContain('recorded-42');
  // Before joining.
  expect(ada.errors.filter((error) => !error.includes('401'))).toEqual([]);
});

test('and deletes it, when they are sure', async () => {
  await ada.page.getByRole('button', { name: /^Delete Terminal 1/ }).click();
  await ada.page.getByRole('button', { name: /^Really delete/ }).click();
  await ada.page.getByText('Nothing is recorded yet').waitFor();
});
