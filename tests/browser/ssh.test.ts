import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { leftInEnglish } from '../support/german.ts';
import { npmStart, type RunningServer } from '../support/server.ts';
import { SshComputer } from '../support/ssh.ts';
import { fitsWindows } from '../support/windows.ts';

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
let url: string;
let laptop: SshComputer;
beforeAll(async () => {
  server = await npmStart({ name: 'browser-ssh' });
  browser = await openBrowser();
  ada = await newLearner(browser);
  url = await server.url();
  laptop = new SshComputer(path.join(server.stateDir, 'laptop'));
  await ada.page.goto(`${url}chapters/02-attaching/`);
  await ada.join('Ada');
  ada.errors.length = 0;
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const dialog = (name = 'Your own editor and shell') => ada.page.getByRole('dialog', { name });
const button = (name: string) => ada.page.getByRole('button', { name, exact: true });

test('a learner opens it, and comes in by the command and the code that the page shows', async () => {
  await button('SSH').click();
  await dialog().getByText('A port is opened for you alone.').waitFor();
  await ada.screenshot('ssh-closed');
  await button('Open it').click();
  const command = await dialog().locator('pre').first().textContent();
  const [, port = ''] = /^ssh -p (\d+) pi@127\.0\.0\.1$/.exec(command ?? '') ?? [];
  const fingerprint = await dialog().locator('.ssh-key-note code').textContent();
  laptop.port = Number(port);
  laptop.takesNewHosts = true;
  await button('Get a code').click();
  const code = (await dialog().locator('.typed-code').textContent()) ?? '';
  // ssh shows the host's key at the first connection. It is the one on the page.
  const first = await laptop.ssh({ code }, 'echo in', '-v');
  expect(first).toMatchObject({ code: 0, stdout: 'in\n' });
  expect(first.stderr).toContain(`Server host key: ssh-ed25519 ${fingerprint}`);
});

test('a key that is pasted lets in, what is no key is refused with words, and a removed one lets in no more', async () => {
  const field = dialog().getByLabel('A line from ~/.ssh/id_ed25519.pub');
  await field.fill('ssh-ed25519 nonsense');
  await button('Add the key').click();
  await dialog()
    .getByText(/This is no public key that OpenSSH knows/)
    .waitFor();
  expect(await field.inputValue()).toBe('ssh-ed25519 nonsense');
  // The browser notes each answer that is none.
  ada.errors.length = 0;
  await field.fill(laptop.newKey('ada'));
  await button('Add the key').click();
  await dialog().getByRole('listitem').filter({ hasText: 'ada@laptop' }).waitFor();
  expect(await field.inputValue()).toBe('');
  expect(await laptop.ssh({ key: 'ada' }, 'echo in')).toMatchObject({ code: 0, stdout: 'in\n' });
  await button('Remove ada@laptop').click();
  await expect.poll(() => dialog().getByRole('listitem').count()).toBe(0);
  expect(await laptop.ssh({ key: 'ada' }, 'echo in')).toMatchObject({ code: 255, stdout: '' });
});

test('it fits every window in both themes, and can be used by everyone, by keys alone too', async () => {
  await dialog().getByText('For an editor, and for ports').click();
  await fitsWindows(ada, { name: 'ssh' });
  await ada.page.setViewportSize({ width: 1280, height: 900 });
  await ada.page.keyboard.press('Escape');
  await expect.poll(() => dialog().count()).toBe(0);
  await button('SSH').focus();
  await ada.page.keyboard.press('Enter');
  await dialog().waitFor();
  await button('Close it').focus();
  await ada.page.keyboard.press('Enter');
  await dialog().getByText('A port is opened for you alone.').waitFor();
  expect(await faults(ada)).toEqual([]);
});

test('it speaks German', async () => {
  await ada.page.goto(`${url}de/chapters/02-attaching/`);
  await button('SSH').click();
  await button('Öffnen').click();
  await button('Code holen').click();
  await dialog('Dein eigener Editor und deine eigene Shell')
    .getByText('Öffnet eine Verbindung, bis')
    .waitFor();
  await ada.page.getByText('Für einen Editor und für Ports').click();
  await ada.screenshot('ssh-german');
  expect(await leftInEnglish(ada)).toEqual([]);
  expect(ada.errors).toEqual([]);
});
