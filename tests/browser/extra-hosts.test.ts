// A learner's second host and an instructor's own, as they see them, by keyboard. The pages and the web half are the real ones. The hosts are
// this machine; tests/host/extra-hosts.test.ts tries real ones.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folders } from '../../lab-server/setup/folders.ts';
import { joinClass, signIn } from '../../lab-server/testing/desk-client.ts';
import { startLab } from '../../lab-server/testing/lab.ts';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { HostStatus } from '../../protocol/host.ts';
import { secondOf } from '../../protocol/host-owner.ts';
import { type LearnerPage, newLearner, openBrowser, type WindowOptions } from '../support/browser.ts';
import { leftInEnglish } from '../support/german.ts';
import { fitsWindows, layouts } from '../support/windows.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const FAR = 150;
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Presses Tab until the element has the focus, and then Enter. */
async function pressOn({ page }: LearnerPage, thing: Locator): Promise<void> {
  await thing.waitFor();
  const isFocused = () => thing.evaluate((element) => element === document.activeElement);
  for (let i = 0; i < FAR && !(await isFocused()); i += 1) await page.keyboard.press('Tab');
  expect(await isFocused()).toBe(true);
  await page.keyboard.press('Enter');
}

/** A learner of a class with a terminal open, and what the class has. */
async function atWork(window: WindowOptions = {}, language = '') {
  const lab = await startLab({ siteDir: folders.site });
  const desk = await signIn(lab);
  const group = await desk.newClass('Networks');
  const ada = await newLearner(browser, window);
  const { page } = ada;
  await page.goto(`${lab.url}${language}/?code=${group.code}`);
  await page.getByRole('dialog').getByRole('textbox').first().fill('Ada');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('.button.primary').waitFor();
  await page.goto(`${lab.url}${language}/chapters/05-two-kinds/`);
  // On a phone the terminal is a sheet over the lesson.
  if ((window.width ?? 1280) < 600) await page.locator('.sheet-bar button').first().click();
  await ada.terminalOpens();
  const { id } = await (await ada.fetch(pathOf(api.learner.me))).json();
  return { lab, desk, group, ada, page, id: String(id) };
}

test('a learner starts a second host by keyboard, sees at every place which is which, and throws it away', async () => {
  const { lab, ada, page, id } = await atWork();
  await pressOn(ada, page.getByRole('button', { name: 'Second host' }));
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Answers are checked on your own host only.').waitFor();
  await dialog.getByText('when nobody has used it for 30 minutes').waitFor();
  await pressOn(ada, dialog.getByRole('button', { name: 'Start it' }));
  const tab = page.getByRole('tab', { name: /^Second host 2: / });
  await tab.waitFor();
  await ada.terminalOpens();
  await page.getByText('Second host. Nothing here is checked.').waitFor();
  expect(await page.getByRole('link', { name: 'Recorded' }).count()).toBe(0);
  // Its terminal has the focus.
  await page.keyboard.type('cd; touch on-second; edit on-second\n');
  const file = path.join(lab.hosts.folder(secondOf(id)), 'on-second');
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(existsSync(path.join(lab.hosts.folder(id), 'on-second'))).toBe(false);

  // Beside each other, each says which it is.
  await page.getByRole('button', { name: 'Show two terminals' }).click();
  await page.getByText('Your own host. Answers are checked here.').waitFor();
  expect(await page.getByText('Second host. Nothing here is checked.').isVisible()).toBe(true);
  await page.keyboard.press('Control+F2');
  await page.reload();
  await ada.terminalOpens();
  await tab.waitFor();

  lab.hosts.setStatus(secondOf(id), { endsAt: soon(300_000) });
  await page.getByText(/your second host is thrown away, since nobody uses it/).waitFor();
  lab.hosts.setStatus(secondOf(id), {});
  await page.getByText(/since nobody uses it/).waitFor({ state: 'detached' });

  await pressOn(ada, page.getByRole('button', { name: 'Second host', exact: true }));
  await dialog.getByText('Your own host', { exact: true }).waitFor();
  await pressOn(ada, dialog.getByRole('button', { name: 'Throw it away' }));
  await tab.waitFor({ state: 'detached' });
  await expect.poll(() => lab.hosts.status(secondOf(id))).toBeUndefined();
  await page.getByText('Your own host. Answers are checked here.').waitFor({ state: 'detached' });
  await ada.terminalOpens();
  expect(ada.errors.filter((error) => !error.includes('401'))).toEqual([]);
  await ada.close();
});

test('a program on the second host opens no file of the first in the editor', async () => {
  const { ada, page } = await atWork();
  await page.getByRole('button', { name: 'Second host' }).click();
  await page.getByRole('button', { name: 'Start it' }).click();
  await page.getByRole('tab', { name: /^Second host 2: / }).waitFor();
  await ada.terminalOpens();
  const path64 = Buffer.from('/etc/hostname').toString('base64');
  await ada.type(`printf '\\033]7777;edit;pi;1;${path64}\\a'; echo asked-$((40 + 2))\n`);
  await ada.terminalShows(/^asked-42$/m);
  expect(await page.getByRole('tab', { name: 'Editor' }).count()).toBe(0);
  await ada.close();
});

test.for(layouts.map(([first]) => first as number))(
  'the second host on its way, beside the first, and gone again fits the window: %s px',
  async (width) => {
    const { lab, ada, page, id } = await atWork({ width });
    await page.getByRole('button', { name: 'Second host' }).click();
    await page.getByRole('dialog').waitFor();
    await fitsWindows(ada, { name: 'second-host', at: [width] });
    await page.getByRole('button', { name: 'Start it' }).click();
    await page.getByRole('tab', { name: /^Second host 2: / }).waitFor();
    await ada.terminalOpens();
    await fitsWindows(ada, { name: 'second-host-terminal', at: [width] });
    await page.getByRole('button', { name: 'Second host', exact: true }).click();
    await fitsWindows(ada, { name: 'second-host-there', at: [width] });
    await page.keyboard.press('Escape');
    lab.hosts.setStatus(secondOf(id), { state: 'starting', step: 'plugging in the network', progress: 0.4 });
    await page.getByText('Your second host is starting.').waitFor();
    await page.getByRole('tab', { name: /^Second host/ }).waitFor({ state: 'detached' });
    await fitsWindows(ada, { name: 'second-host-starting', at: [width] });
    const reason = 'The machine needed its memory for another learner, so it was thrown away.';
    lab.hosts.setStatus(secondOf(id), { state: 'failed', ended: 'stopped', reason });
    const note = page.getByRole('status').filter({ hasText: 'Your second host is gone.' });
    await note.waitFor();
    if (width > 600) await note.getByText(reason).waitFor();
    await fitsWindows(ada, { name: 'second-host-gone', at: [width] });
    await note.getByRole('button', { name: 'Got it' }).click();
    await note.waitFor({ state: 'detached' });
    await ada.close();
  },
);

test('a full machine and an exam are said, with what to do', async () => {
  const { lab, desk, group, ada, page, id } = await atWork();
  const reason = 'The class is full. Try again when others have left.';
  lab.hosts.setStatus(secondOf(id), { state: 'failed', reason });
  await page.getByRole('button', { name: 'Second host' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(reason).waitFor();
  expect(await dialog.getByRole('button', { name: 'Start it' }).isEnabled()).toBe(true);
  const exam = { from: soon(-3_600_000), until: soon(3_600_000), attempts: null, released: false };
  await desk.set(group, { exam });
  await dialog.getByText('In an exam each has one lab host.').waitFor();
  expect(await dialog.getByRole('button', { name: 'Start it' }).isEnabled()).toBe(false);
  await ada.close();
});

test('in German all of the second host is German', async () => {
  const { ada, page } = await atWork({ locale: 'de-DE' }, '/de');
  await page.getByRole('button', { name: 'Zweiter Host' }).click();
  await page.getByRole('dialog').getByText('Antworten werden nur auf deinem eigenen Host').waitFor();
  expect(await leftInEnglish(ada)).toEqual([]);
  await fitsWindows(ada, { name: 'second-host-german', at: [1280], lightOnly: true });
  await page.getByRole('button', { name: 'Starten', exact: true }).click();
  await page.getByRole('tab', { name: /^Zweiter Host 2: / }).waitFor();
  await page.getByText('Zweiter Host. Hier wird nichts geprüft.').waitFor();
  expect(await leftInEnglish(ada)).toEqual([]);
  await ada.close();
});

/** An instructor at the page of a learner, and the class's two learners. */
async function atDesk(language = '', window: WindowOptions = {}) {
  const lab = await startLab({ siteDir: folders.site });
  const desk = await signIn(lab);
  const group = await desk.newClass('Networks');
  const [ada, bob] = [await joinClass(lab, group.code, 'Ada'), await joinClass(lab, group.code, 'Bob')];
  for (const learner of [ada, bob]) await learner.get(pathOf(api.host.status), HostStatus);
  const ines = await newLearner(browser, window);
  const { page } = ines;
  const { instructors } = lab.stores;
  const me = instructors.list().find((one) => one.operator)?.id ?? '';
  await page.goto(`${lab.url}${language}/desk/#${instructors.newLink(me).token}`);
  await page.locator('.desk-door, main h1, .card').first().waitFor();
  await page.waitForLoadState('networkidle');
  const openLearner = async (learner: { id: string }) => {
    await page.goto(`${lab.url}${language}/desk/class/?id=${group.id}&learner=${learner.id}`);
    await page.getByRole('dialog').waitFor();
  };
  return { lab, group, ada, bob, ines, page, me, openLearner };
}

test('an instructor opens a copy of a learner’s host, works on it, and gives it to another, who is told', async () => {
  const { lab, ada, bob, ines, page, me, openLearner } = await atDesk();
  writeFileSync(path.join(lab.hosts.folder(ada.id), 'mine'), 'of Ada\n');
  await openLearner(ada);
  await pressOn(ines, page.getByRole('button', { name: 'Lab host…' }));
  const dialog = page.getByRole('dialog', { name: 'Lab host of Ada' });
  await dialog.getByText('Nothing on a lab host of your own is marked').waitFor();
  expect(await dialog.getByText('Give them your host').count()).toBe(0);
  await fitsWindows(ines, { name: 'desk-own-host-dialog' });
  await pressOn(ines, dialog.getByRole('button', { name: 'Open it' }));
  await page.getByRole('heading', { name: 'Your lab host', level: 1 }).waitFor();
  await page.getByText(/^This is a copy of the host of Ada, as it was on/).waitFor();
  await page.getByText('Being started').waitFor();
  await fitsWindows(ines, { name: 'desk-own-host-starting' });
  lab.hosts.setStatus(me, {});
  await page.locator('.own-screen .xterm-helper-textarea').focus();
  await page.keyboard.type('cd; cat mine > seen; echo changed > mine\n');
  const seen = path.join(lab.hosts.folder(me), 'seen');
  await expect.poll(() => existsSync(seen) && readFileSync(seen, 'utf8')).toBe('of Ada\n');
  expect(readFileSync(path.join(lab.hosts.folder(ada.id), 'mine'), 'utf8')).toBe('of Ada\n');
  await fitsWindows(ines, { name: 'desk-own-host' });

  // All keys belong to the shell but the one that leads out.
  await page.locator('.own-screen .xterm-helper-textarea').focus();
  await page.keyboard.press('F6');
  await pressOn(ines, page.getByRole('button', { name: 'Map' }));
  await page.getByRole('region', { name: 'Map of the lab host' }).waitFor();
  await page.locator('.own-map .map-note').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await fitsWindows(ines, { name: 'desk-own-host-map', at: [390, 1280] });
  await page.getByRole('button', { name: 'Map', expanded: true }).click();

  // A second copy would take the place of the first, which is said; here it is given to Bob instead.
  await openLearner(bob);
  await page.getByRole('button', { name: 'Lab host…' }).click();
  const ofBob = page.getByRole('dialog', { name: 'Lab host of Bob' });
  await ofBob.getByText(/You have one already: a copy of the host of Ada/).waitFor();
  await ofBob.getByLabel('Give them your host in the place of theirs').check();
  await ofBob.getByText(/What is on the host of Bob goes for good/).waitFor();
  await fitsWindows(ines, { name: 'desk-own-host-give', at: [390, 1280] });
  await pressOn(ines, ofBob.getByRole('button', { name: 'Give it', exact: true }));
  await page.getByText('Bob has a copy of your lab host now.').waitFor();
  expect(readFileSync(path.join(lab.hosts.folder(bob.id), 'mine'), 'utf8')).toBe('changed\n');

  // The list of hosts says whose it is, and leads to it.
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /lab hosts? in use/ })
    .first()
    .click();
  const hosts = page.getByRole('dialog', { name: 'Lab hosts' });
  await hosts.getByText('an instructor’s own').waitFor();
  await hosts.getByRole('link', { name: 'Open' }).click();
  await page.getByRole('heading', { name: 'Your lab host', level: 1 }).waitFor();
  await pressOn(ines, page.getByRole('button', { name: 'Give it…' }));
  const giving = page.getByRole('dialog', { name: 'Give Ada a copy of this host?' });
  await giving.getByText(/What is on the host of Ada goes for good/).waitFor();
  await fitsWindows(ines, { name: 'desk-own-host-giving', at: [390, 1280] });
  await page.keyboard.press('Escape');
  await pressOn(ines, page.getByRole('button', { name: 'Throw away' }));
  await pressOn(ines, page.getByRole('button', { name: 'Yes, throw away' }));
  await page.getByText('You have no lab host of your own now.').waitFor();
  expect(lab.hosts.status(me)).toBeUndefined();
  expect(ines.errors.filter((error) => !error.includes('401'))).toEqual([]);
  await ines.close();
});

test('in German all of the instructor’s host is German', async () => {
  const { lab, ada, ines, page, me, openLearner } = await atDesk('/de', { locale: 'de-DE' });
  await openLearner(ada);
  await page.getByRole('button', { name: 'Lab-Host …' }).click();
  await page.getByRole('dialog', { name: 'Lab-Host von Ada' }).waitFor();
  expect(await leftInEnglish(ines)).toEqual([]);
  await page.getByRole('button', { name: 'Öffnen', exact: true }).click();
  await page.getByText(/^Das ist eine Kopie des Hosts von Ada/).waitFor();
  lab.hosts.setStatus(me, {});
  await page.locator('.own-screen .xterm').waitFor();
  expect(await leftInEnglish(ines)).toEqual([]);
  await fitsWindows(ines, { name: 'desk-own-host-german', at: [390, 1280], lightOnly: true });
  lab.hosts.setStatus(me, { state: 'failed', ended: 'stopped', reason: 'Nobody used it.' });
  await page.getByText('Dein Lab-Host ist weg.').waitFor();
  await ines.close();
});
