// Rest and waking as learners and instructors see them. The pages and the web half are the real ones. The hosts are this machine;
// tests/host/rest.test.ts puts real ones to rest.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import { joinClass, signIn } from '../../lab-server/testing/desk-client.ts';
import { startLab } from '../../lab-server/testing/lab.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { HostStatus } from '../../protocol/host.ts';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { fitsWindows, layouts } from '../support/windows.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const HOUR = 3_600_000;
/** ms by which an answer comes later than an event. */
const LATE = 500;
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();
/** Lines of the terminal that a note of two lines takes on a phone, and those that are left beside one that is unfolded. */
const [NOTE_LINES, USABLE_LINES] = [4, 6];
const linesOf = ({ page }: LearnerPage) => page.evaluate(() => window.vethlab?.terminal.size()?.lines ?? 0);
const woken: HostStatus['woken'] & {} = {
  at: ago(14),
  containers: [
    { framework: 'docker', name: 'whale', back: true },
    { framework: 'podman', name: 'seal', back: true },
    { framework: 'docker', name: 'duck', back: false },
  ],
  cut: false,
  older: true,
  wasNext: true,
};

test.for(layouts.map(([first]) => first as number))(
  'a host that is woken says so, and then what is back and what is not; one that was thrown away says why: %s px',
  async (width) => {
    const lab = await startLab({ siteDir: folders.site });
    const ada = await newLearner(browser, { width });
    const { page } = ada;
    await page.goto(`${lab.url}/chapters/05-two-kinds/`);
    // On a phone the terminal is a sheet over the lesson.
    if (width < 600) await page.getByRole('button', { name: 'Open terminal' }).click();
    await page.getByLabel('Your name').locator('visible=true').first().fill('Ada');
    const start = page.getByRole('button', { name: 'Start my lab', exact: true });
    await start.locator('visible=true').first().click();
    await ada.terminalOpens();
    const { id } = await (await ada.fetch(pathOf(api.learner.me))).json();

    lab.hosts.setStatus(id, { state: 'resting' });
    await page.getByText('Your lab host goes to rest').waitFor();
    lab.hosts.setStatus(id, { state: 'at-rest', restedAt: ago(0), isNext: true });
    await page.getByText('It is the next to be thrown away').waitFor();
    await fitsWindows(ada, { name: 'at-rest', at: [width] });
    await page.getByRole('button', { name: 'Wake it', exact: true }).click();
    await page.getByText('Your lab host is being woken').waitFor();
    expect(lab.hosts.status(id)?.state).toBe('waking');
    await fitsWindows(ada, { name: 'waking', at: [width] });

    lab.hosts.setStatus(id, {});
    await ada.terminalOpens();
    const roomy = await linesOf(ada);
    lab.hosts.setStatus(id, { woken });
    const note = page.getByRole('status').filter({ hasText: 'is awake again' });
    await note.waitFor();
    const text = (await note.textContent()) ?? '';
    expect(text).toContain('These containers run again: whale (Docker), seal (Podman).');
    expect(text).toContain('nothing says that they start by themselves: duck (Docker).');
    expect(text).toMatch(/Programs that ran, namespaces made by hand.*in your recordings\./);
    expect(text).toContain('Fresh lab hosts are made of something newer');
    expect(text).toContain('It was the next to be thrown away');
    await fitsWindows(ada, { name: 'woken', at: [width] });
    const whole = note.getByText('These containers run again');
    expect(await whole.isVisible()).toBe(width >= 600);
    if (width < 600) {
      await expect.poll(() => linesOf(ada)).toBeGreaterThanOrEqual(roomy - NOTE_LINES);
      await note.locator('summary').click();
      await whole.waitFor();
      await fitsWindows(ada, { name: 'woken-whole', at: [width] });
      await expect.poll(() => linesOf(ada)).toBeGreaterThanOrEqual(USABLE_LINES);
    }
    await note.getByRole('button', { name: 'Got it' }).click();
    await note.waitFor({ state: 'detached' });
    // It stays away.
    await page.reload();
    await ada.terminalOpens();
    expect(await page.getByText('is awake again').count()).toBe(0);

    lab.hosts.setStatus(id, { lost: { at: ago(2), why: 'room', restedAt: ago(90) } });
    const lost = page.getByRole('status').filter({ hasText: 'was thrown away on' }).locator('visible=true');
    await lost.waitFor();
    expect(await lost.textContent()).toMatch(
      /no more room for hosts at rest.*had been at rest since.*This one is fresh/,
    );
    await fitsWindows(ada, { name: 'host-lost', at: [width] });
    if (width < 600) await expect.poll(() => linesOf(ada)).toBeGreaterThanOrEqual(roomy - NOTE_LINES);
    await note.waitFor({ state: 'detached' });
    expect(await lost.getByText('This one is fresh').isVisible()).toBe(width >= 600);
    await ada.close();
  },
);

test('a page that is opened while the host is at rest wakes it', async () => {
  const lab = await startLab({ siteDir: folders.site });
  const ada = await newLearner(browser);
  await ada.page.goto(`${lab.url}/chapters/05-two-kinds/`);
  await ada.page.getByLabel('Your name').locator('visible=true').first().fill('Ada');
  await ada.page
    .getByRole('button', { name: 'Start my lab', exact: true })
    .locator('visible=true')
    .first()
    .click();
  await ada.terminalOpens();
  const { id } = await (await ada.fetch(pathOf(api.learner.me))).json();
  await ada.page.goto('about:blank');
  lab.hosts.setStatus(id, { state: 'at-rest', restedAt: ago(14) });
  // Each answer about the host is read a while after it was sent. By then an event has told that the host is ready.
  await ada.page.route(`**${pathOf(api.host.status)}`, async (route) => {
    const response = await route.fetch();
    await expect.poll(() => lab.hosts.status(id)?.state).toBe('ready');
    await ada.page.waitForTimeout(LATE);
    await route.fulfill({ response });
  });
  await ada.page.goto(`${lab.url}/chapters/05-two-kinds/`);
  await ada.page.getByText('Your lab host is being woken').waitFor();
  lab.hosts.setStatus(id, { woken: { ...woken, cut: true } });
  await ada.page.getByText('cut off without going to rest').waitFor();
  await ada.page.waitForTimeout(2 * LATE);
  expect(await ada.page.getByText('Your lab host is being woken').count()).toBe(0);
  await ada.close();
});

test('the desk lists hosts at rest and warns of the next to go; an instructor keeps, copies, wakes and throws away', async () => {
  const lab = await startLab({ siteDir: folders.site });
  const desk = await signIn(lab);
  const group = await desk.newClass('Networks');
  const [ada, bob] = [await joinClass(lab, group.code, 'Ada'), await joinClass(lab, group.code, 'Bob')];
  for (const learner of [ada, bob]) await learner.get(pathOf(api.host.status), HostStatus);
  const kept = { learner: ada.id, at: ago(70), bytes: 36e6, pinned: false, isNext: true };
  lab.hosts.kept = [kept];
  lab.hosts.setStatus(ada.id, { state: 'at-rest', restedAt: kept.at });
  const grace = await newLearner(browser);
  const { page } = grace;
  const { instructors } = lab.stores;
  const operator = instructors.list().find((one) => one.operator)?.id ?? '';
  await page.goto(`${lab.url}/desk/#${instructors.newLink(operator).token}`);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByText('When one more goes to rest, this one is thrown away: Ada').waitFor();
  await page
    .getByRole('link', { name: /Networks/ })
    .or(page.getByRole('button', { name: /Networks/ }))
    .first()
    .click();
  await page
    .getByRole('button', { name: /lab hosts? in use/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('thrown away next').waitFor();
  await fitsWindows(grace, { name: 'desk-hosts-at-rest' });
  await dialog.getByRole('button', { name: 'Keep the host of Ada' }).click();
  await dialog.getByRole('button', { name: 'Keep the host of Ada', pressed: true }).waitFor();
  expect(lab.hosts.kept[0]?.pinned).toBe(true);
  await dialog.getByText('Copy a lab host').click();
  await fitsWindows(grace, { name: 'desk-host-copy' });
  await dialog.getByRole('button', { name: 'Wake the host of Ada' }).click();
  await expect.poll(() => lab.hosts.status(ada.id)?.state).toBe('waking');
  await dialog.getByRole('button', { name: 'Throw the host of Ada away' }).click();
  await dialog.getByRole('button', { name: 'Yes, throw the host of Ada away' }).click();
  await dialog.getByText('thrown away next').waitFor({ state: 'detached' });
  expect(lab.hosts.status(ada.id)?.lost?.why).toBe('instructor');
  await grace.close();
});

test.for(layouts)(
  'a learner whose host an instructor frees reads that, and gets another by a press: %s and %s px',
  async (at) => {
    const lab = await startLab({ siteDir: folders.site });
    const desk = await signIn(lab);
    const group = await desk.newClass('Networks');
    const ada = await newLearner(browser, { width: at[0] ?? 0 });
    const { page } = ada;
    await page.goto(`${lab.url}/?code=${group.code}`);
    await page.getByRole('dialog').getByLabel('Your name').fill('Ada');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.goto(`${lab.url}/chapters/05-two-kinds/`);
    if (at[0] === 390) await page.getByRole('button', { name: 'Open terminal' }).click();
    await ada.terminalOpens();
    const { id } = await (await ada.fetch(pathOf(api.learner.me))).json();

    const host = pathOf(api.deskMachine.freeHost, { params: { class: group.id, learner: id } });
    expect((await desk.delete(host)).status).toBe(204);
    await page.getByRole('heading', { name: 'An instructor freed your lab host' }).waitFor();
    expect(await page.getByText('did not start').count()).toBe(0);
    await fitsWindows(ada, { name: 'host-freed', at });
    await page.getByRole('button', { name: 'Start a fresh one' }).click();
    await ada.terminalOpens();

    lab.hosts.setStatus(id, { state: 'failed', ended: 'stopped', reason: 'It was shut down from inside.' });
    await page.getByRole('heading', { name: 'Your lab host no longer runs' }).waitFor();
    expect(await page.getByText('did not start').count()).toBe(0);
    await ada.close();
  },
);
