// Parking as a learner sees it. The pages and the web half are the real ones. The hosts are this machine, since parking a real one takes an
// hour (tests/host/parking.test.ts does it at once).
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import { startLab } from '../../lab-server/testing/lab.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { newLearner, openBrowser } from '../support/browser.ts';
import { fitsWindows, layouts } from '../support/windows.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test.for(layouts.map(([first]) => first as number))(
  'a host that is about to be parked, or is, says so and how it goes on: %s px',
  async (width) => {
    const lab = await startLab({ siteDir: folders.site });
    const ada = await newLearner(browser, { width });
    await ada.page.goto(`${lab.url}/chapters/05-two-kinds/`);
    // On a phone the terminal is a sheet over the lesson.
    if (width < 600) await ada.page.getByRole('button', { name: 'Open terminal' }).click();
    await ada.page.getByLabel('Your name').locator('visible=true').first().fill('Ada');
    const start = ada.page.getByRole('button', { name: 'Start my lab', exact: true });
    await start.locator('visible=true').first().click();
    await ada.terminalOpens();
    const { id } = await (await ada.fetch(pathOf(api.learner.me))).json();

    lab.hosts.setStatus(id, { parksAt: new Date(Date.now() + 5 * 60_000).toISOString() });
    const note = ada.page.getByRole('status').filter({ hasText: 'is parked' });
    await note.waitFor();
    expect(await note.textContent()).toMatch(/At \d\d?:\d\d.* Type into the terminal to keep it running/);
    // A phone shows what is to come, and the rest once it is unfolded.
    const rest = note.getByText('Nothing on it is lost');
    expect(await rest.isVisible()).toBe(width >= 600);
    if (width < 600) await note.locator('summary').click();
    await rest.waitFor();
    await fitsWindows(ada, { name: 'parking-soon', at: [width] });

    lab.hosts.setStatus(id, { state: 'parked' });
    await ada.page.getByText('Your lab host is parked.').waitFor();
    await fitsWindows(ada, { name: 'parked', at: [width] });
    await ada.page.getByRole('button', { name: 'Go on', exact: true }).click();
    await note.waitFor({ state: 'detached' });
    expect(lab.hosts.status(id)?.state).toBe('ready');
    await ada.close();
  },
);
