import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docNames } from '../../site/course/docs.ts';
import { LearnerPage, newLearner, openBrowser, type Session } from '../support/browser.ts';
import { countScripts } from '../support/script-size.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { fitsWindows } from '../support/windows.ts';

let server: RunningServer;
let browser: Browser;
let url: string;
/** The session of one learner who has joined, so that windows of every size show the same host. */
let session: Session;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-look' });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
  const ada = await newLearner(browser);
  await ada.page.goto(`${url}chapters/01-why-containers/`);
  await ada.join('Ada');
  session = await ada.session();
  await ada.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const pages = [
  ['home', ''],
  ['chapter', 'chapters/05-two-kinds/'],
  ['hands-on', 'chapters/11-hands-on/'],
  ['exercises', 'exercises/'],
  ['no-recordings', 'recordings/'],
  ['docs', 'docs/'],
  ['docs-checks', 'docs/checks/'],
  ['docs-security', 'docs/security/'],
  ['docs-operator-german', 'de/docs/operator/'],
  ['missing', 'no-such-page/'],
] as const;
test.each(pages)(
  '%s fits any window, can be used by everyone, and loads from here only',
  async (name, path) => {
    const ada = await newLearner(browser);
    await ada.goOnAs(session);
    const elsewhere: string[] = [];
    ada.page.on('request', (request) => {
      if (!request.url().startsWith(url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
    });
    await ada.page.goto(url + path);
    await fitsWindows(ada, {
      name,
      ready: async (width) => {
        if (path.startsWith('chapters/') && width >= 1000) await ada.terminalReady();
      },
    });
    expect(elsewhere).toEqual([]);
    await ada.close();
  },
);

test('the documentation is there without a script: its pages lead to each other, and its contents to their headings', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const start of ['docs/', 'de/docs/']) {
    await page.goto(url + start);
    const pages = await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    expect(pages.length).toBe(docNames.length);
    for (const address of pages) {
      expect(address).toContain(`/${start}`);
      await page.goto(address);
      expect(await page.locator('h1').count(), address).toBe(1);
      const links = await page
        .locator('main a, .docs-nav a')
        .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
      const own = links.filter((link) => link.startsWith(url));
      expect(own.length).toBeGreaterThan(docNames.length);
      for (const link of new Set(own)) {
        const [to = '', anchor] = link.split('#');
        const answer = await page.request.get(to);
        expect(answer.status(), `${address} leads to ${link}`).toBe(200);
        if (anchor)
          expect(await answer.text(), `${address} leads to ${link}`).toContain(
            `id="${decodeURIComponent(anchor)}"`,
          );
      }
    }
  }
  await context.close();
});

test('the header leads to the documentation, on a phone the menu of chapters does', async () => {
  const visitor = await newLearner(browser, { width: 1280, height: 800 });
  await visitor.page.goto(`${url}exercises/`);
  await visitor.page.getByRole('banner').getByRole('link', { name: 'Help' }).click();
  await visitor.page.getByRole('heading', { level: 1, name: 'Documentation' }).waitFor();
  await visitor.page.setViewportSize({ width: 390, height: 844 });
  await visitor.page.goto(url);
  await visitor.page.locator('[data-menu] summary').click();
  await visitor.page.getByRole('link', { name: 'Help' }).click();
  await visitor.page.getByRole('heading', { level: 1, name: 'Documentation' }).waitFor();
  await visitor.close();
});

test('a phone opens the terminal as a sheet, and types in it', async () => {
  const ada = await newLearner(browser, { width: 390, height: 844 });
  await ada.goOnAs(session);
  await ada.page.goto(`${url}chapters/01-why-containers/`);
  await ada.page.getByRole('button', { name: /Open terminal/ }).click();
  await ada.terminalReady();
  await ada.type('echo typed on a phone\n');
  await ada.terminalShows(/^typed on a phone$/m);
  await ada.screenshot('phone-terminal');
  expect(await ada.page.evaluate(() => window.vethlab?.terminal.size()?.lines)).toBeGreaterThanOrEqual(15);
  // Nothing of the row above the terminal is lost, though only a part of it is seen.
  await ada.page.getByRole('button', { name: /^192\.168\./ }).click();
  await ada.page.getByRole('button', { name: 'Hide terminal' }).click();
  await ada.page.getByRole('button', { name: 'Open terminal' }).waitFor();
  await ada.close();
});

test('on a phone with a bar of keys there are as many lines, and a full sheet does not lie over the next page', async () => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const ada = new LearnerPage(context, await context.newPage());
  await ada.goOnAs(session);
  await ada.page.goto(`${url}chapters/01-why-containers/`);
  await ada.page.getByRole('button', { name: 'Open terminal' }).click();
  await ada.terminalReady();
  await ada.page.getByRole('toolbar').waitFor();
  const { width, height } = ada.page.viewportSize() ?? {};
  expect([width, height]).toEqual([390, 844]);
  expect(await ada.page.evaluate(() => window.vethlab?.terminal.size()?.lines)).toBeGreaterThanOrEqual(15);
  await ada.screenshot('phone-terminal-keys');
  await ada.page.getByRole('button', { name: 'Larger', exact: true }).click();
  await ada.page.goto(`${url}chapters/02-attaching/`);
  await ada.page.getByRole('button', { name: 'Open terminal' }).waitFor();
  const sheet = await ada.page.locator('.workbench').boundingBox();
  expect(sheet?.height).toBeLessThan(100);
  await ada.close();
});

test('a chapter loads at most 120 KB of script, compressed, before its terminal starts', async () => {
  const visitor = await newLearner(browser);
  const scripts = countScripts(visitor.page);
  await visitor.page.goto(`${url}chapters/02-attaching/`, { waitUntil: 'networkidle' });
  await visitor.page.getByLabel('Your name').first().waitFor();
  const total = await scripts();
  expect(total).toBeGreaterThan(1000);
  expect(total).toBeLessThanOrEqual(120 * 1024);
  await visitor.close();
});
