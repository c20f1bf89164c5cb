import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import { startLab } from '../../lab-server/testing/lab.ts';
import * as api from '../../protocol/api/index.ts';
import { API, pathOf } from '../../protocol/api/path.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { leftInEnglish } from '../support/german.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { fitsWindows } from '../support/windows.ts';

let server: RunningServer;
let browser: Browser;
let url: string;
let ada: LearnerPage;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-german' });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
  ada = await newLearner(browser, { locale: 'de-DE' });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const HANDS_ON = 'de/chapters/11-hands-on/';

test('a browser that prefers German is led there, and from then on the choice counts', async () => {
  await ada.page.goto(`${url}exercises/?from=mail#how-many`);
  await ada.page.waitForURL(`${url}de/exercises/?from=mail#how-many`);
  expect(await ada.page.locator('html').getAttribute('lang')).toBe('de');
  await ada.page.getByRole('heading', { name: 'Aufgaben', level: 1 }).waitFor();

  await ada.page.getByRole('banner').getByRole('link', { name: 'English' }).click();
  await ada.page.getByRole('heading', { name: 'Exercises', level: 1 }).waitFor();
  expect(ada.page.url()).toBe(`${url}exercises/`);
  await ada.page.reload();
  await ada.page.getByRole('heading', { name: 'Exercises', level: 1 }).waitFor();

  await ada.page.getByRole('banner').getByRole('link', { name: 'Deutsch' }).click();
  await ada.page.getByRole('heading', { name: 'Aufgaben', level: 1 }).waitFor();
  await ada.page.goto(url);
  await ada.page.waitForURL(`${url}de/`);
});

test('a browser that prefers English reads a German page that it is given, and others in English', async () => {
  const visitor = await newLearner(browser, { locale: 'en-GB' });
  await visitor.page.goto(`${url}de/`);
  await visitor.page.getByText('Die Kurstexte sind auf Englisch.').waitFor();
  await visitor.page.goto(url);
  await visitor.page.getByRole('link', { name: 'Start the course' }).waitFor();
  expect(visitor.page.url()).toBe(url);
  await visitor.close();
});

test('German pages lead to German pages, and say where their twins are', async () => {
  for (const path of [
    'de/',
    'de/exercises/',
    'de/recordings/',
    HANDS_ON,
    'de/chapters/12-further/',
    'de/no-such-page/',
  ]) {
    await ada.page.goto(url + path);
    const links = ada.page.locator('a[href^="/"]:not([data-language])');
    const leading = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(
      leading.filter((href) => !href?.startsWith('/de/') && !href?.startsWith(`${API}/`)),
      path,
    ).toEqual([]);
    expect(leading.length, path).toBeGreaterThan(10);
  }
  await ada.page.goto(url + HANDS_ON);
  const twins = await ada.page
    .locator('link[rel=alternate]')
    .evaluateAll((all) => all.map((link) => link.outerHTML));
  expect(twins).toEqual([
    '<link rel="alternate" hreflang="en" href="/chapters/11-hands-on/">',
    '<link rel="alternate" hreflang="de" href="/de/chapters/11-hands-on/">',
    '<link rel="alternate" hreflang="x-default" href="/chapters/11-hands-on/">',
  ]);
});

test('with scripts off the switch leads to the same page', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${url}chapters/08-ipv6/`);
  await page.getByRole('banner').getByRole('link', { name: 'Deutsch' }).click();
  expect(page.url()).toBe(`${url}de/chapters/08-ipv6/`);
  await page.getByText('Kapitel 8 von 12').waitFor();
  expect(await page.locator('.lesson').getAttribute('lang')).toBe('en');
  await context.close();
});

describe('a learner', () => {
  const exercise = (id: string) => ada.page.locator(`section.exercise#${id}`);

  test('runs a block, and is asked for a name in German', async () => {
    await ada.page.goto(`${url}de/`);
    await ada.page.getByRole('link', { name: 'Kurs beginnen' }).click();
    await ada.page.getByRole('button', { name: /^Ausführen cat \/etc\/os-release/ }).click();
    const dialog = ada.page.getByRole('dialog', { name: 'Zuerst ein eigener Lab-Host' });
    expect(await faults(ada)).toEqual([]);
    await ada.screenshot('german-join');
    await dialog.getByLabel('Dein Name').fill('Ada');
    await dialog.getByRole('button', { name: 'Lab starten' }).click();
    await ada.terminalShows(/PRETTY_NAME="Debian GNU\/Linux 13/);
    await ada.page.getByRole('region', { name: 'Lab-Host' }).getByText('Bereit').waitFor();
    expect(await leftInEnglish(ada)).toEqual([]);
  });

  test('answers, and reads the verdict in German, with what the checker says marked as English', async () => {
    await ada.page.goto(url + HANDS_ON);
    await ada.terminalReady();
    const card = exercise('how-many');
    await card.getByRole('button', { name: 'Antwort prüfen' }).click();
    await card.getByText('Gib eine ganze Zahl an, zum Beispiel 3.').waitFor();
    await card.locator('[data-field="count"]').fill('7');
    await card.getByRole('button', { name: 'Antwort prüfen' }).click();
    await card.getByText('Noch nicht').waitFor();
    await card.getByText('0 von 1 Punkt').waitFor();
    expect(await card.locator('.finding [lang=en]').first().textContent()).toMatch(/\w/);
    await card.getByRole('button', { name: /^Tipp öffnen \(1 von/ }).click();
    await card.locator('.hints li[lang=en]').waitFor();
    expect(await leftInEnglish(ada)).toEqual([]);
    expect(await faults(ada)).toEqual([]);
    await card.scrollIntoViewIfNeeded();
    await ada.screenshot('german-verdict');
  });

  test('opens the menus, the map and its tables', async () => {
    await ada.page.getByLabel('Terminal-Einstellungen').click();
    await ada.page.getByText('Beim Markieren kopieren').waitFor();
    await ada.screenshot('german-terminal-menu');
    expect(await leftInEnglish(ada)).toEqual([]);
    await ada.page.keyboard.press('Escape');
    await ada.page.getByRole('button', { name: 'Karte', exact: true }).click();
    await ada.page.getByRole('button', { name: /docker0, Bridge/ }).click();
    await ada.page.getByText('Eine Bridge ohne Kabel.').waitFor();
    expect(await leftInEnglish(ada)).toEqual([]);
    expect(await faults(ada)).toEqual([]);
    await ada.screenshot('german-map');
    await ada.page.getByRole('button', { name: 'Tabelle', exact: true }).click();
    await ada.page.getByRole('table', { name: 'Interfaces des Hosts' }).waitFor();
    expect(await leftInEnglish(ada)).toEqual([]);
    await ada.screenshot('german-map-table');
    await ada.page.getByRole('button', { name: 'Karte schließen' }).click();
  });

  test('is asked before the host is made fresh', async () => {
    await ada.page.getByRole('button', { name: 'Host zurücksetzen' }).click();
    const dialog = ada.page.getByRole('dialog', { name: 'Lab-Host neu aufsetzen?' });
    await ada.screenshot('german-reset');
    expect(await leftInEnglish(ada)).toEqual([]);
    await dialog.getByRole('button', { name: 'Diesen behalten' }).click();
  });

  test('finds marks and recordings', async () => {
    await ada.page.goto(`${url}de/exercises/`);
    const begun = ada.page.locator('.entry').filter({ hasText: 'Begonnen' });
    await begun.getByText('0 von 1 Punkt').waitFor();
    await begun.getByText('Frage · 5 Min.').waitFor();
    await ada.page.goto(`${url}de/recordings/`);
    await ada.page.getByRole('link', { name: 'Herunterladen' }).first().waitFor();
    await ada.page
      .getByRole('button', { name: /^Terminal 1, \d+\.\d+\.\d{4}.* löschen$/ })
      .first()
      .waitFor();
    expect(await leftInEnglish(ada)).toEqual([]);
    await ada.screenshot('german-recordings');
  });

  test('has had no error in the page', () => {
    expect(ada.errors.filter((error) => !/401|404/.test(error))).toEqual([]);
  });
});

// The pages and the web half are the real ones; the host is this machine, so that each state lasts until it was looked at.
test('every state of a lab host is told in German, and the lab server’s own words are marked as English', async () => {
  const lab = await startLab({ siteDir: folders.site });
  const bea = await newLearner(browser, { locale: 'de-DE' });
  await bea.page.goto(`${lab.url}/de/chapters/05-two-kinds/`);
  await bea.page.getByLabel('Dein Name').first().fill('Bea');
  await bea.page.getByRole('button', { name: 'Lab starten', exact: true }).first().click();
  await bea.terminalOpens();
  const { id } = await (await bea.fetch(pathOf(api.learner.me))).json();
  const shows = (text: string | RegExp) => bea.page.getByText(text).locator('visible=true').first().waitFor();

  lab.hosts.setStatus(id, { parksAt: new Date(Date.now() + 5 * 60_000).toISOString() });
  await shows(/Um \d\d:\d\d wird dein Lab-Host geparkt, weil/);
  lab.hosts.setStatus(id, { state: 'parked' });
  await shows('Dein Lab-Host ist geparkt.');
  for (const [step, said] of [
    ['waiting for its turn', 'wartet, bis er dran ist'],
    [
      'preparing the scenario: 1 of 4 frameworks answer',
      'Szenario wird vorbereitet: 1 von 4 Frameworks antwortet',
    ],
  ] as const) {
    lab.hosts.setStatus(id, { state: 'resetting', step, progress: 0.4 });
    await shows(said);
    await shows('Dein Lab-Host wird neu aufgesetzt');
    expect(await leftInEnglish(bea)).toEqual([]);
  }
  await bea.screenshot('german-resetting');
  lab.hosts.setStatus(id, { state: 'failed', reason: 'No space is left on this machine.' });
  await shows('Dein Lab-Host ist nicht gestartet');
  expect(await bea.page.locator('[lang=en]', { hasText: 'No space is left' }).count()).toBe(1);
  expect(await faults(bea)).toEqual([]);

  const detail = 'At most 60 terminals a minute are taken; try again in 9 s.';
  const problem = { type: '/problems/too-many-requests', title: 'Too many requests', status: 429, detail };
  await bea.page.route(`**${pathOf(api.terminals.list)}`, (route) =>
    route.fulfill({ status: 429, json: problem }),
  );
  lab.hosts.setStatus(id, { state: 'ready' });
  const alert = bea.page.getByRole('alert').filter({ hasText: 'Zu viele Anfragen.' });
  expect(await alert.locator('[lang=en]').textContent()).toBe(detail);
  await bea.close();
});

const pages = [
  ['german-home', 'de/'],
  ['german-chapter', HANDS_ON],
  ['german-exercises', 'de/exercises/'],
  ['german-missing', 'de/no-such-page/'],
] as const;
// The colours are those of the English pages (look.test.ts), but the words are longer.
test.each(pages)('%s fits any window, and can be used by everyone', async (name, path) => {
  const bea = await newLearner(browser, { locale: 'de-DE' });
  await bea.goOnAs(await ada.session());
  await bea.page.goto(url + path);
  await fitsWindows(bea, {
    name,
    lightOnly: true,
    ready: async (width) => {
      if (path === HANDS_ON && width >= 1000) await bea.terminalReady();
    },
  });
  await bea.close();
});

test('a phone has room for the longer words over the terminal', async () => {
  const bea = await newLearner(browser, { width: 390, height: 844, locale: 'de-DE' });
  await bea.goOnAs(await ada.session());
  await bea.page.goto(url + HANDS_ON);
  await bea.page.getByRole('button', { name: /^Terminal öffnen/ }).click();
  await bea.terminalReady();
  await bea.page.getByRole('button', { name: 'Host zurücksetzen' }).waitFor();
  await bea.screenshot('german-sheet-390');
  await bea.page.getByRole('button', { name: 'Karte', exact: true }).click();
  await bea.page.getByRole('button', { name: /docker0, Bridge/ }).waitFor();
  await bea.screenshot('german-sheet-map-390');
  expect(
    await bea.page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);
  expect(await faults(bea)).toEqual([]);
  await bea.close();
});

test('on a phone the switch is in the menu of chapters', async () => {
  const visitor = await newLearner(browser, { width: 390, height: 844, locale: 'de-DE' });
  await visitor.page.goto(url + HANDS_ON);
  const away = visitor.page.getByRole('link', { name: 'English' });
  expect(await away.count()).toBe(0);
  await visitor.page.getByText('Kapitel', { exact: true }).click();
  await visitor.screenshot('german-menu-390');
  await away.click();
  await visitor.page.waitForURL(`${url}chapters/11-hands-on/`);
  await visitor.close();
});
