// The map of a real lab host as a learner uses it, by pointer and by keyboard alone.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import { startLab } from '../../lab-server/testing/lab.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import {
  type LearnerPage,
  newLearner,
  openBrowser,
  type Session,
  type WindowOptions,
} from '../support/browser.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { fitsWindows, heightAt, widths } from '../support/windows.ts';

let server: RunningServer;
let browser: Browser;
let url: string;
let session: Session;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-map' });
  [url, browser] = await Promise.all([server.url(), openBrowser()]);
  const ada = await newLearner(browser);
  await ada.page.goto(`${url}chapters/05-two-kinds/`);
  await ada.join('Ada');
  session = await ada.session();
  await ada.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const thing = ({ page }: LearnerPage, id: string) => page.locator(`[data-part^="${id}"]`);

async function openMap(window: WindowOptions = {}, chapter = '05-two-kinds'): Promise<LearnerPage> {
  const ada = await newLearner(browser, window);
  await ada.goOnAs(session);
  await ada.page.goto(`${url}chapters/${chapter}/`);
  if ((window.width ?? 1280) < 1000) await ada.page.getByRole('button', { name: 'Open terminal' }).click();
  await ada.page.getByRole('button', { name: 'Map', exact: true }).click();
  await thing(ada, 'container:').nth(3).waitFor();
  return ada;
}

/** Words of boxes that are cut off, or overlap those of another box. */
function overlaps({ page }: LearnerPage): Promise<string[]> {
  return page.locator('.map-world').evaluate((world) => {
    const texts = [...world.querySelectorAll<HTMLElement>('.map-name, .map-address, .map-soft, .map-tags')];
    const rects = texts.map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    const over = rects.flatMap((one, i) =>
      rects
        .slice(i + 1)
        .filter(
          (other) =>
            one.box.left < other.box.right - 1 &&
            other.box.left < one.box.right - 1 &&
            one.box.top < other.box.bottom - 1 &&
            other.box.top < one.box.bottom - 1,
        )
        .map((other) => `${one.text} lies on ${other.text}`),
    );
    const cut = texts
      .filter((text) => text.scrollWidth > text.clientWidth + 1)
      .map((text) => `${text.textContent} is cut`);
    return [...over, ...cut];
  });
}

test.for([...widths])(
  'fits %s px, without a label on another, and can be used by everyone',
  async (width) => {
    const ada = await openMap({ width, height: heightAt(width) });
    await thing(ada, 'container:docker').click();
    await ada.page.getByRole('heading', { name: 'whale' }).waitFor();
    expect(await overlaps(ada)).toEqual([]);
    for (const [view, name] of Object.entries({ Drawing: 'map', Table: 'map-table' })) {
      await ada.page.getByRole('button', { name: view, exact: true }).click();
      await fitsWindows(ada, { name, at: [width] });
    }
    expect(ada.errors).toEqual([]);
    await ada.close();
  },
);

test('by keyboard alone: open it, go to a container, read what it is, and run the command that shows it', async () => {
  const ada = await newLearner(browser);
  await ada.goOnAs(session);
  await ada.page.goto(`${url}chapters/05-two-kinds/`);
  await ada.terminalReady();
  const { keyboard } = ada.page;
  const focused = () =>
    ada.page.evaluate(
      () => document.activeElement?.getAttribute('data-part') ?? document.activeElement?.textContent ?? '',
    );
  const tabTo = async (wanted: (name: string) => boolean) => {
    for (let presses = 0; presses < 60; presses++) {
      if (wanted(await focused())) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach it; the last was ${await focused()}`);
  };
  await ada.page.getByRole('separator').focus();
  await tabTo((name) => name === 'Map');
  await keyboard.press('Enter');
  await thing(ada, 'container:docker').waitFor();
  await tabTo((name) => name === 'lan');
  // Down from the router to the containers, and along them to the last.
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowDown']) {
    for (let presses = 0; presses < 10; presses++) await keyboard.press(key);
  }
  expect(await focused()).toBe('container:lxd:otter');
  await keyboard.press('Enter');
  const details = ada.page.getByRole('region', { name: 'otter' });
  await details.waitFor();
  expect(await details.textContent()).toContain('full member of the LAN');
  await tabTo((name) => name.startsWith('Run'));
  await keyboard.press('Enter');
  await ada.terminalShows(/lxc ls otter\s[\s\S]*RUNNING/);
  // Escape leaves step by step: first the selection, then the map.
  await thing(ada, 'container:lxd').focus();
  await keyboard.press('Escape');
  await details.waitFor({ state: 'detached' });
  await keyboard.press('Escape');
  expect(await focused()).toBe('Map');
  await ada.close();
});

test('shows changes of the host, while the rest keeps its place and its focus', async () => {
  const ada = await openMap();
  const order = () =>
    ada.page.locator('.map-box.card').evaluateAll((cards) =>
      cards
        .map((card) => ({ x: card.getBoundingClientRect().x, name: card.textContent ?? '' }))
        .sort((a, b) => a.x - b.x)
        .map(({ name }) => /whale|seal|heron|otter/.exec(name)?.[0])
        .filter((name) => name !== undefined),
    );
  const before = await order();
  await thing(ada, 'container:incus').focus();
  await ada.page.evaluate(() => {
    const area = document.querySelector<HTMLTextAreaElement>('.screen:not([hidden]) .xterm-helper-textarea');
    area?.focus();
  });
  await ada.type('docker run -d --rm --name minnow -p 8123:80 vethlab/whoami\n');
  await ada.page.getByRole('button', { name: /^minnow, Docker container, NAT/ }).waitFor();
  await ada.page.getByRole('button', { name: /^Port 8123, held by docker-proxy/ }).waitFor();
  expect(await order()).toEqual(before);
  await ada.page.getByRole('button', { name: 'Table', exact: true }).click();
  await ada.page.getByRole('row', { name: /^minnow Docker NAT 172\.17\./ }).waitFor();
  await ada.type('docker stop -t 1 minnow\n');
  await ada.page.locator('.map-table-name', { hasText: 'minnow' }).first().waitFor({ state: 'detached' });
  await ada.close();
});

test('the table says the same as the drawing', async () => {
  const ada = await openMap();
  const drawn = await ada.page
    .locator('[data-part]')
    .evaluateAll((things) => things.map((one) => one.getAttribute('data-part')));
  const names = drawn.filter((id) => /^(container|port|namespace):|^interface:[^@]*$/.test(id ?? ''));
  await ada.page.getByRole('button', { name: 'Table', exact: true }).click();
  expect(await ada.page.locator('.map-table-name').count()).toBe(names.length);
  await ada.close();
});

test('a step of the lesson lights a part up, and lets it go', async () => {
  const ada = await newLearner(browser);
  await ada.goOnAs(session);
  await ada.page.goto(`${url}chapters/04-two-bridges/`);
  await ada.page.getByRole('button', { name: 'docker0', exact: true }).click();
  await ada.page.getByText('The lesson shows docker0.').waitFor();
  const lit = ada.page.locator('.map-thing[data-lit]');
  await lit.waitFor();
  expect(await lit.getAttribute('data-part')).toBe('interface:docker0');
  const dim = ada.page.locator('.map-box[data-dim]');
  expect(await dim.filter({ has: thing(ada, 'container:docker:whale') }).count()).toBe(0);
  expect(await dim.filter({ has: thing(ada, 'container:lxd:otter') }).count()).toBe(1);
  await ada.page.getByRole('button', { name: 'Show all', exact: true }).click();
  await lit.waitFor({ state: 'detached' });
  await ada.close();
});

test('it zooms, moves, fits again and can fill the pane', async () => {
  const ada = await openMap();
  const place = () =>
    ada.page.locator('.map-world').evaluate((world) => (world as HTMLElement).style.transform);
  const start = await place();
  await ada.page.getByRole('button', { name: 'Zoom in', exact: true }).click();
  const zoomed = await place();
  expect(zoomed).not.toBe(start);
  const box = await ada.page.locator('.map-window').boundingBox();
  if (!box) throw new Error('there is no map');
  await ada.page.mouse.move(box.x + 20, box.y + box.height - 12);
  await ada.page.mouse.down();
  await ada.page.mouse.move(box.x + 90, box.y + box.height - 60, { steps: 4 });
  await ada.page.mouse.up();
  expect(await place()).not.toBe(zoomed);
  await ada.page.getByRole('button', { name: 'Fit', exact: true }).click();
  expect(await place()).toBe(start);
  await ada.page.getByRole('button', { name: 'Larger', exact: true }).click();
  await ada.page.locator('.terminals').waitFor({ state: 'hidden' });
  await ada.page.getByRole('button', { name: 'Smaller', exact: true }).click();
  await ada.page.locator('.terminals').waitFor();
  await ada.close();
});

test('nothing is fetched for it before it is opened, and nothing from elsewhere then', async () => {
  const ada = await newLearner(browser);
  await ada.goOnAs(session);
  const fetched: string[] = [];
  ada.page.on('request', (request) => fetched.push(request.url()));
  await ada.page.goto(`${url}chapters/05-two-kinds/`);
  await ada.terminalReady();
  const isMaps = (one: string) => /elk|MapPane|host\/map/.test(one);
  expect(fetched.filter(isMaps)).toEqual([]);
  await ada.page.getByRole('button', { name: 'Map', exact: true }).click();
  await thing(ada, 'container:').nth(3).waitFor();
  expect(fetched.filter(isMaps).length).toBeGreaterThanOrEqual(3);
  expect(fetched.filter((one) => !one.startsWith(url) && !one.startsWith('data:'))).toEqual([]);
  await ada.close();
});

test('in an exam there is no map: no button, no part that is lit, and no answer from the server', async () => {
  const lab = await startLab({ siteDir: folders.site, hostMap: false });
  const ada = await newLearner(browser);
  await ada.page.goto(`${lab.url}/chapters/04-two-bridges/`);
  await ada.page.getByLabel('Your name').first().fill('Ada');
  await ada.page.getByRole('button', { name: 'Start my lab', exact: true }).first().click();
  await ada.page.getByRole('button', { name: 'Reset host' }).first().waitFor();
  expect(await ada.page.getByRole('button', { name: 'Map', exact: true }).count()).toBe(0);
  expect(await ada.page.getByRole('button', { name: 'docker0', exact: true }).count()).toBe(0);
  const answer = await (await ada.fetch(pathOf(api.map.follow))).json();
  expect(answer).toMatchObject({ type: '/problems/map-off', status: 403 });
  await ada.close();
});
