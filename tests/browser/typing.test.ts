// What is typed into terminals by buttons, by a paste and by several windows, and what the shell makes of it.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { faults } from '../support/faults.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
let chapter: string;
beforeAll(async () => {
  server = await npmStart({ name: 'typing' });
  browser = await openBrowser();
  ada = await newLearner(browser);
  chapter = `${await server.url()}chapters/02-attaching/`;
  await ada.page.goto(chapter);
  await ada.join('Ada');
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const tab = () => ada.page.getByRole('tab');
const run = (command: string) =>
  ada.page.locator(`.block-button[data-run=${JSON.stringify(command)}]`).first();
const lsns = 'sudo lsns -t net';

let begun = 0;
/** Begins with an empty screen and an empty line. */
async function fresh(): Promise<void> {
  await ada.page.locator('.screen:not([hidden]) .xterm-helper-textarea').focus();
  // Ctrl+C would throw away what is typed before the shell has dealt with it.
  await ada.page.keyboard.press('Control+u');
  // A screen that was empty before must not be taken for one that was cleared: the shell would be at work still.
  begun++;
  await ada.type(`echo be"gin"-${begun}\n`);
  await ada.terminalShows(new RegExp(`begin-${begun}\n\\S+\\$ ?$`));
  await ada.type('clear\n');
  await ada.terminalShows(/^\S+\$ ?$/);
}

async function copied(text: string): Promise<void> {
  await ada.page.evaluate((value) => navigator.clipboard.writeText(value), text);
}

test.each(['echo half-typed', 'sudo nsenter -t 1 -n ', "echo 'a quote that is open", '  '])(
  'Run puts a half-typed line aside: %j',
  async (half) => {
    await fresh();
    await ada.type(half);
    // On a busy machine an echo may take longer than Run waits for it.
    if (half.trim()) await ada.terminalShows(new RegExp(half.trim().replaceAll(/\W/g, '\\$&')));
    await run(lsns).click();
    await ada.terminalShows(/\$ +sudo lsns -t net\n[\s\S]*NS TYPE/);
    if (half.trim() === '') return;
    await ada.page.getByText(`Put aside: ${half.trim()}`).waitFor();
    await ada.page.getByRole('button', { name: 'Put it back' }).click();
    await ada.terminalShows(new RegExp(`\\$ ${half.trim().replaceAll(/\W/g, '\\$&')} ?$`));
  },
);

test('Run ends a command that goes on in the next line, instead of going on with it', async () => {
  await fresh();
  await ada.type("echo 'first\nsecond");
  await ada.terminalShows(/> second$/);
  await run(lsns).click();
  await ada.terminalShows(/\$ sudo lsns -t net\n[\s\S]*NS TYPE/);
});

test('while a program has the terminal Run asks first, and × does too', async () => {
  await fresh();
  await ada.type('sleep 300\n');
  await expect.poll(() => tab().first().textContent()).toBe('1: sleep 300');
  await run(lsns).click();
  const asked = ada.page.getByRole('dialog', { name: '“sleep 300” is running in this terminal' });
  await asked.waitFor();
  expect(await faults(ada)).toEqual([]);
  await ada.screenshot('terminal-busy');
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await asked.waitFor({ state: 'hidden' });
  expect(await ada.terminalText()).toMatch(/sleep 300$/);
  await run(lsns).click();
  await asked.getByRole('button', { name: 'New terminal' }).click();
  await expect.poll(() => tab().count()).toBe(2);
  await ada.terminalShows(/\$ sudo lsns -t net\n[\s\S]*NS TYPE/);
  await expect.poll(() => tab().nth(1).textContent()).toBe('2: ~');

  await tab().first().click();
  await ada.page.getByRole('button', { name: /^Close terminal/ }).click();
  const closing = ada.page.getByRole('dialog', { name: 'End “sleep 300”?' });
  await closing.getByRole('button', { name: 'Cancel' }).click();
  expect(await tab().count()).toBe(2);
  await ada.page.getByRole('button', { name: /^Close terminal/ }).click();
  await closing.getByRole('button', { name: 'End it and close' }).click();
  await expect.poll(() => tab().count()).toBe(1);
  // An idle shell is closed without a question.
  await ada.page.getByRole('button', { name: 'New terminal' }).click();
  await expect.poll(() => tab().count()).toBe(2);
  await ada.terminalReady();
  await ada.page.getByRole('button', { name: /^Close terminal/ }).click();
  await expect.poll(() => tab().count()).toBe(1);
});

test('after the button for two terminals the keys go to the shell', async () => {
  await fresh();
  await ada.page.getByRole('button', { name: 'Show two terminals' }).click();
  await expect.poll(() => ada.page.locator('.screen:not([hidden])').count()).toBe(2);
  await ada.terminalReady();
  await ada.page.keyboard.type('echo typed-$((1 + 1))\n');
  await ada.terminalShows(/^typed-2$/m);
  expect(await ada.page.locator('.screen:not([hidden])').count()).toBe(2);
  await ada.page.getByRole('button', { name: 'Show one terminal' }).click();
  await ada.page.getByRole('button', { name: /^Close terminal/ }).click();
  await expect.poll(() => tab().count()).toBe(1);
});

test.each([
  ['the end of a bracketed paste', 'echo safe\x1b[201~; touch got\r', 'echo safe⟨^[⟩[201~; touch got'],
  ['Ctrl+O', 'touch got\x0f', 'touch got⟨^O⟩'],
  [
    'the same in one control character',
    'echo safe\u009b201~; touch got\r',
    'echo safe⟨U+009B⟩201~; touch got',
  ],
])('a paste with %s is shown and asked about, and runs nothing', async (_, text, shown) => {
  await fresh();
  await copied(text);
  await ada.page.keyboard.press('Control+Shift+V');
  const dialog = ada.page.getByRole('dialog', { name: 'Paste without the control characters?' });
  await expect.poll(() => dialog.getByRole('textbox').inputValue()).toBe(shown);
  await ada.screenshot('terminal-paste-unseen');
  await dialog.getByRole('button', { name: 'Paste without them' }).click();
  await ada.terminalShows(/touch got/);
  await ada.page.keyboard.press('Control+u');
  await ada.type('ls got\n');
  await ada.terminalShows(/ls: cannot access 'got'/);
});

test('one line with its end is pasted at a prompt without a question, and asked about where it would run', async () => {
  await fresh();
  await copied('echo one-$((1 + 1))\n');
  await ada.page.keyboard.press('Control+Shift+V');
  await ada.terminalShows(/\$ echo one-\$\(\(1 \+ 1\)\)/);
  await ada.page.keyboard.press('Control+u');
  await ada.type('sh\n');
  await ada.terminalShows(/\n\$ $/);
  await ada.page.keyboard.press('Control+Shift+V');
  const dialog = ada.page.getByRole('dialog', { name: 'Paste 1 line?' });
  await dialog.getByRole('button', { name: 'Don’t paste' }).click();
  await ada.type('exit\n');
  await ada.terminalShows(/\S@\S+\$ ?$/);
});

test('two windows share a terminal: its size fits both, and a query is answered once', async () => {
  await fresh();
  const other = await newLearner(browser, { width: 390, height: 844 });
  await other.goOnAs(await ada.session());
  await other.page.goto(chapter);
  const size = (of: Page) => of.evaluate(() => window.vethlab?.terminal.size());
  const alone = await size(ada.page);
  await other.page.getByRole('button', { name: /^Open terminal/ }).click();
  await other.terminalReady();
  await expect.poll(async () => (await size(ada.page))?.cols).toBeLessThan(alone?.cols ?? 0);
  await expect
    .poll(async () => JSON.stringify(await size(other.page)))
    .toBe(JSON.stringify(await size(ada.page)));
  await ada.page.getByText('As small as in another window that shows this terminal.').waitFor();
  await ada.screenshot('terminal-shared');
  await ada.type('stty size\n');
  const { cols, lines } = (await size(ada.page)) ?? { cols: 0, lines: 0 };
  await ada.terminalShows(new RegExp(`^${lines} ${cols}$`, 'm'));

  await ada.type(
    'clear; printf \'\\033[6n\'; read -rst 2 -d R a; read -rst 1 -d R b; printf "%q|%q|\\n" "$a" "$b"\n',
  );
  await ada.terminalShows(/\[\d+;\d+'\|''\|/);

  await other.page.getByRole('button', { name: /^Hide terminal/ }).click();
  await expect.poll(async () => JSON.stringify(await size(ada.page))).toBe(JSON.stringify(alone));
  await ada.type('clear; stty size\n');
  await ada.terminalShows(new RegExp(`^${alone?.lines} ${alone?.cols}$`, 'm'));
  await other.close();
});

test('characters of Unicode 15 and 16 take as many cells as the shell believes', async () => {
  await fresh();
  const found: number[] = [];
  for (const character of ['\u{1FAE8}', '\u{1FA89}', '\u{4DC0}', '容', 'a']) {
    await ada.type(
      `clear; c=${character}; printf "$c\\033[6n"; read -rsd R at; echo "=\${at#*;} $(printf $c | wc -L)"\n`,
    );
    // What is typed while the shell waits for the answer would be read as a part of it.
    const text = await ada.terminalShows(/=\d+ \d\n\S+\$ ?$/);
    const [, column, width] = /=(\d+) (\d)$/m.exec(text) ?? [];
    found.push(Number(column) - 1 - Number(width));
  }
  expect(found).toEqual([0, 0, 0, 0, 0]);
});
