// The terminal in cases that others have reported of terminals in browsers: fingers, other keyboards, input methods, screen readers, graphics.
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LearnerPage, newLearner, openBrowser } from '../support/browser.ts';
import { npmStart, type RunningServer } from '../support/server.ts';

let server: RunningServer;
let browser: Browser;
let ada: LearnerPage;
let cdp: CDPSession;
beforeAll(async () => {
  server = await npmStart({ name: 'terminal-reports' });
  // Graphics by the processor, since a test has no graphics card.
  browser = await openBrowser(['--use-angle=swiftshader', '--enable-unsafe-swiftshader']);
  ada = await newLearner(browser);
  await ada.page.goto(`${await server.url()}chapters/02-attaching/`);
  await ada.join('Ada');
  cdp = await ada.context.newCDPSession(ada.page);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const screen = () => ada.page.locator('.screen:not([hidden]) .xterm-screen');
const textarea = () => ada.page.locator('.screen:not([hidden]) .xterm-helper-textarea');

/** Draws a finger down over half of the terminal. */
async function drawDown(): Promise<void> {
  const box = await screen().boundingBox();
  if (!box) throw new Error('there is no terminal');
  await cdp.send('Input.synthesizeScrollGesture', {
    x: Math.round(box.x + box.width / 2),
    y: Math.round(box.y + box.height / 3),
    yDistance: Math.round(box.height / 2),
    gestureSourceType: 'touch',
    speed: 2000,
  });
}

/** Composes text as an input method does, and puts it in. */
async function compose(steps: readonly string[], text: string): Promise<void> {
  for (const step of steps) {
    const at = { selectionStart: step.length, selectionEnd: step.length };
    await cdp.send('Input.imeSetComposition', { text: step, ...at });
  }
  await cdp.send('Input.insertText', { text });
}

const shown = () => ada.page.evaluate(() => window.vethlab?.terminal.rows().join('\n') ?? '');

test('a finger that is drawn down scrolls back in the output, and in a program', async () => {
  await ada.type('clear; seq 500\n');
  await ada.terminalShows(/^500\n\S+\$ ?$/m);
  await drawDown();
  await expect.poll(shown).not.toMatch(/^500$/m);
  await ada.type('clear; seq 500 | less +G\n');
  await expect.poll(shown).toMatch(/^500\n.*END/m);
  await drawDown();
  await expect.poll(shown).not.toMatch(/^500$/m);
  await ada.type('q');
});

test('Ctrl+C of a keyboard that gives it the number of Enter interrupts', async () => {
  await ada.type('clear; echo as"leep"; sleep 99\n');
  await ada.terminalShows(/^asleep$/m);
  await textarea().evaluate((element) => {
    const key = { key: 'c', code: 'KeyC', keyCode: 13, which: 13, ctrlKey: true };
    element.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }));
  });
  await ada.terminalShows(/\^C\n\S+\$ ?$/);
});

test('words that are composed, as phones do, are typed once', async () => {
  await ada.type('clear\n');
  await ada.terminalShows(/^\S+\$ ?$/);
  await compose(['e', 'ec', 'ech', 'echo'], 'echo ');
  await compose(['w', 'wo', 'wor'], 'word');
  await ada.terminalShows(/\$ echo word$/);
  await ada.page.keyboard.press('Enter');
  await ada.terminalShows(/^word\n\S+\$ ?$/m);
});

test('what is composed in the middle of a line, also after a resize, stands at the cursor and is typed there', async () => {
  await ada.type('clear\n');
  await ada.terminalShows(/^\S+\$ ?$/);
  await ada.type('echo ab');
  await ada.terminalShows(/echo ab$/);
  await ada.page.keyboard.press('ArrowLeft');
  const { width, height } = ada.page.viewportSize() ?? { width: 1280, height: 800 };
  await ada.page.setViewportSize({ width: width - 100, height: height - 100 });
  await expect.poll(async () => (await screen().boundingBox())?.height).toBeLessThan(height - 200);
  await cdp.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 });
  const column = () =>
    ada.page.evaluate(() => {
      const shown = (name: string) => document.querySelector(`.screen:not([hidden]) ${name}`);
      const [view, cells] = ['.composition-view', '.xterm-screen'].map((name) =>
        shown(name)?.getBoundingClientRect(),
      );
      const { cols } = window.vethlab?.terminal.size() ?? { cols: 0 };
      return Math.round((((view?.x ?? 0) - (cells?.x ?? 0)) * cols) / (cells?.width ?? 1));
    });
  await expect.poll(column).toBe('pi@pi:~$ echo a'.length);
  await cdp.send('Input.insertText', { text: '日本' });
  await ada.terminalShows(/echo a日本b$/);
  await ada.page.keyboard.press('Enter');
  await ada.terminalShows(/^a日本b$/m);
  await ada.page.setViewportSize({ width, height });
});

test('characters that are joined take as many cells as the shell believes', async () => {
  const found: Record<string, number> = {};
  for (const character of ['👨‍👩‍👧', '👍🏽', '🇩🇪', '❤️', 'e\u0301', '1️⃣']) {
    await ada.type(
      `clear; c=${character}; printf "$c\\033[6n"; read -rsd R at; echo "=\${at#*;} $(printf $c | wc -L)"\n`,
    );
    const text = await ada.terminalShows(/=\d+ \d+\n\S+\$ ?$/);
    const [, column, width] = /=(\d+) (\d+)$/m.exec(text) ?? [];
    found[character] = Number(column) - 1 - Number(width);
  }
  expect(found).toEqual({ '👨‍👩‍👧': 0, '👍🏽': 0, '🇩🇪': 0, '❤️': 0, 'e\u0301': 0, '1️⃣': 0 });
});

test('a link that a program prints says where it leads, and leads there', async () => {
  await ada.type("clear; printf '\\e]8;;http://manual.example/veth\\e\\\\the manual\\e]8;;\\e\\\\\\n'\n");
  await ada.terminalShows(/^the manual$/m);
  const opened = ada.context.waitForEvent('request');
  await ada.clickOn('manual');
  expect(await ada.page.locator('.xterm[title]').first().getAttribute('title')).toBe(
    'http://manual.example/veth',
  );
  expect((await opened).url()).toBe('http://manual.example/veth');
  for (const page of ada.context.pages()) if (page !== ada.page) await page.close();
  await ada.page.bringToFront();
});

/** How much ink each printed letter is, line by line, in pixels that are wholly black. */
async function inkOfLetters(): Promise<number[]> {
  const picture = (await screen().screenshot()).toString('base64');
  return ada.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    const { cols, lines } = window.vethlab?.terminal.size() ?? { cols: 1, lines: 1 };
    const [width, height] = [image.width / cols, image.height / lines];
    context?.drawImage(image, 0, 0);
    const inkOf = (column: number, line: number): number => {
      const [x, y] = [Math.round(column * width), Math.round(line * height)];
      const { data } = context?.getImageData(x, y, Math.round(width), Math.round(height)) ?? { data: [] };
      let ink = 0;
      // Of green, as most of what an eye sees as light.
      for (let i = 1; i < data.length; i += 4) ink += 1 - (data[i] ?? 0) / 249;
      return ink;
    };
    const rows = window.vethlab?.terminal.rows() ?? [];
    return rows
      .slice(0, rows.indexOf('filled'))
      .flatMap((row, line) => Array.from(row, (_, column) => inkOf(column, line)));
  }, picture);
}

test('thousands of characters in two terminals look as the page itself draws them, also once the graphics card is lost', async () => {
  // Each letter in each colour is drawn for itself.
  const letters = (blue: number) =>
    `clear; python3 -c "for i in range(4096): print(end='\\x1b[38;2;%d;%d;${blue}m%c' % (i//32, i%32*4, 33+i%90))"; printf '\\e[m\\e[?25l\\nfilled'; sleep 99\n`;
  await ada.type(letters(0));
  await ada.terminalShows(/^filled$/m);
  await ada.page.getByRole('button', { name: 'New terminal' }).click();
  await ada.page.getByRole('tab').nth(1).waitFor();
  await ada.terminalReady();
  await ada.type(letters(99));
  await ada.terminalShows(/^filled$/m);
  await ada.page.getByRole('tab').first().click();
  await expect.poll(shown).toContain('\nfilled');
  // There is no blank among the letters. What is on the screen may be drawn a little later than it is in the terminal.
  await expect.poll(async () => Math.min(...(await inkOfLetters()))).toBeGreaterThan(0.2);
  const byCard = await inkOfLetters();
  await ada.screenshot('glyphs-by-card');
  const lost = await screen().evaluate(
    (element) =>
      [...element.querySelectorAll('canvas')].filter((canvas) => {
        const lose = canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context');
        lose?.loseContext();
        return lose;
      }).length,
  );
  expect(lost).toBe(1);
  await screen().locator('.xterm-rows').getByText('filled', { exact: true }).waitFor();
  const overhang = () =>
    screen().evaluate((element) => {
      const place = element.closest('.screen-box')?.getBoundingClientRect();
      return element.getBoundingClientRect().right - (place?.right ?? 0);
    });
  await expect.poll(overhang).toBeLessThanOrEqual(0);
  // Letters have 4 to 30 pixels of ink; the two draw their edges differently.
  const apart = async () => {
    const byPage = await inkOfLetters();
    const count = Math.min(byCard.length, byPage.length);
    expect(count).toBeGreaterThan(1500);
    return byCard.slice(-count).map((ink, i) => Math.abs(ink - (byPage.slice(-count)[i] ?? 0)));
  };
  await expect.poll(async () => Math.max(...(await apart()))).toBeLessThan(8);
  await ada.screenshot('glyphs-by-page');
  await textarea().press('Control+c');
  await ada.page.reload();
  await ada.terminalReady();
});

test('the terminals fill the screen, with the keys that a browser keeps for itself elsewhere', async () => {
  const menu = () => ada.page.locator('.terminal-menu > summary');
  await ada.page.evaluate(() => {
    const { keyboard } = navigator as unknown as { keyboard: { lock(codes: string[]): Promise<void> } };
    const lock = keyboard.lock.bind(keyboard);
    keyboard.lock = async (codes) => {
      await lock(codes);
      document.body.dataset.locked = codes.join();
    };
  });
  await menu().click();
  await ada.page.getByRole('button', { name: 'Full screen', exact: true }).click();
  await ada.page.locator('.terminals:fullscreen').waitFor();
  await ada.page.locator('body[data-locked="Escape,KeyN,KeyT,KeyW"]').waitFor({ state: 'attached' });
  await ada.screenshot('terminals-full-screen');
  await ada.type('clear; read -rsn1 k; printf "%q\\n" "$k"\n');
  await ada.page.keyboard.press('Control+w');
  await ada.terminalShows(/^\$'\\027'$/m);
  await menu().click();
  await ada.page.getByRole('button', { name: 'Leave full screen' }).click();
  await expect.poll(() => ada.page.evaluate(() => document.fullscreenElement)).toBeNull();
});

test('a flood leaves the page to the learner', async () => {
  await ada.type('clear; yes\n');
  await ada.terminalShows(/^y\ny\ny$/m);
  await ada.page.locator('.terminal-menu > summary').click();
  await ada.page.getByLabel('Copy what I select').check();
  await ada.page.getByLabel('Copy what I select').uncheck();
  await ada.page.keyboard.press('Escape');
  await textarea().press('Control+c');
  await ada.terminalShows(/\^C\n\S+\$ ?$/);
});

test('a screen reader hears what a command prints once, and not what is typed', async () => {
  await ada.page.locator('.terminal-menu > summary').click();
  await ada.page.getByLabel('For a screen reader').check();
  await ada.page.keyboard.press('Escape');
  await ada.type('clear\n');
  await ada.terminalShows(/^\S+\$ ?$/);
  const heard = await ada.page.evaluateHandle(() => {
    const all: string[] = [];
    const live = document.querySelector('.screen:not([hidden]) .live-region');
    if (!live) throw new Error('nothing is read out');
    let before = '';
    new MutationObserver(() => {
      const now = live.textContent;
      all.push(now.startsWith(before) ? now.slice(before.length) : now);
      before = now;
    }).observe(live, { childList: true, subtree: true, characterData: true });
    return all;
  });
  await ada.type('echo hello\n');
  await ada.terminalShows(/^hello$/m);
  await expect.poll(async () => (await heard.jsonValue()).join('')).toContain('hello');
  await ada.page.waitForTimeout(1000);
  expect((await heard.jsonValue()).join('').match(/hello/g)).toEqual(['hello']);
});
