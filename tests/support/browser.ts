import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type APIRequestContext,
  type APIResponse,
  type Browser,
  type BrowserContext,
  type Cookie,
  chromium,
  type Page,
} from 'playwright-core';
import { environment } from '../../lab-server/settings/environment.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { KEY_HEADER } from '../../protocol/browser-key.ts';
import type {} from '../../site/terminal/hook.ts';
import { witness } from './evidence.ts';

const SCREENSHOTS = path.join(folders.made, 'screenshots');
/** Pictures are for people to look at; they take time, and CI keeps none. */
export const wantsScreenshots = environment.SCREENSHOTS !== undefined;
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** @param executablePath a program that becomes Chromium with the arguments that it gets. */
export const openBrowser = (
  more: readonly string[] = [],
  executablePath = '/usr/bin/chromium',
): Promise<Browser> => chromium.launch({ executablePath, args: [...ARGS, ...more] });

export interface WindowOptions {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  /** The language that the browser prefers. */
  locale?: string;
  /** Whether any certificate will do. */
  ignoreCertificates?: boolean;
}

/** A learner's browser window: a context of its own, so that nobody else's cookie is in it. */
export async function newLearner(browser: Browser, window: WindowOptions = {}): Promise<LearnerPage> {
  const { width = 1280, height = 800, theme = 'light', locale = 'en-US' } = window;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale,
    ignoreHTTPSErrors: window.ignoreCertificates ?? false,
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  return new LearnerPage(context, await context.newPage());
}

/** How often a page is asked, in ms. Each frame, as by itself, would keep it drawing. */
const SELDOM = { polling: 100 };

/** Where pages keep the browser's key. */
const KEY_NAME = 'vethlab-key';

export interface Session {
  cookies: Cookie[];
  origin: string;
  key: string;
}

/** The number of windows that this file has opened, which keeps their evidence apart. */
let windows = 0;

/** A page with the actions of a learner in tests, and every error it had. */
export class LearnerPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Uncaught errors and error messages of the console. */
  readonly errors: string[] = [];

  constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(`${message.text()} (${message.location().url})`);
    });
    const number = ++windows;
    context.on(
      'close',
      witness((folder) => this.show(path.join(folder, `screen-${number}`))),
    );
  }

  /** Saves the window for a failed test: a picture, the page's text with the terminal's, and the console's errors. */
  private async show(file: string): Promise<void> {
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden was not seen.
    const shown = await this.page.locator('body').innerText();
    const terminal = await this.terminalText();
    writeFileSync(
      `${file}.txt`,
      `${this.page.url()}\n\n${shown}\n\nTerminal:\n${terminal}\n\nErrors:\n${this.errors.join('\n')}\n`,
    );
    await this.page.screenshot({ path: `${file}.png` });
  }

  /** The identity of the window, for use in another: its cookies, and the key without which they are not believed. */
  async session(): Promise<Session> {
    const { origin } = new URL(this.page.url());
    return { cookies: await this.context.cookies(), origin, key: await this.key() };
  }

  /** Becomes the same learner or instructor as in another window. To be called before a page is open. */
  async goOnAs({ cookies, origin, key }: Session): Promise<void> {
    await this.context.addCookies(cookies);
    await this.context.addInitScript(
      ([name, its, value]) => {
        // A frame may belong to another origin.
        if (location.origin === its) localStorage.setItem(name, value);
      },
      [KEY_NAME, origin, key] as const,
    );
  }

  /** Asks the page's lab server as the page does. */
  async fetch(url: string, options: Parameters<APIRequestContext['fetch']>[1] = {}): Promise<APIResponse> {
    const headers = { ...options.headers, [KEY_HEADER]: await this.key() };
    return this.page.request.fetch(new URL(url, this.page.url()).href, { ...options, headers });
  }

  private key(): Promise<string> {
    return this.page.evaluate((name) => localStorage.getItem(name) ?? '', KEY_NAME);
  }

  /** Gives a name in the panel beside the lesson, and waits for the terminal. */
  async join(name: string): Promise<void> {
    await this.page.getByLabel('Your name').first().fill(name);
    await this.page.getByRole('button', { name: 'Start my lab', exact: true }).first().click();
    await this.terminalReady();
  }

  async terminalReady(): Promise<void> {
    await this.terminalOpens();
    await this.terminalShows(/\$ ?$/);
  }

  /** Waits until a terminal is connected, whatever it shows. */
  async terminalOpens(): Promise<void> {
    await this.page.waitForFunction(() => window.vethlab?.terminal.ready === true, undefined, SELDOM);
  }

  terminalText(): Promise<string> {
    return this.page.evaluate(() => window.vethlab?.terminal.text() ?? '');
  }

  /** Waits until the terminal's text matches. Returns the text that matched, since a moment later it may differ. */
  async terminalShows(pattern: RegExp): Promise<string> {
    const { source, flags } = pattern;
    const matched = await this.page.waitForFunction(
      ([body, modes]) => {
        const text = window.vethlab?.terminal.text() ?? '';
        return new RegExp(body ?? '', modes).test(text) && { text };
      },
      [source, flags],
      SELDOM,
    );
    const { text } = (await matched.jsonValue()) as { text: string };
    return text;
  }

  /** Types into the terminal that is shown. What begins with `clear;` is typed on an empty screen, so that nothing older is taken for its output. */
  async type(text: string): Promise<void> {
    await this.page.locator('.screen:not([hidden]) .xterm-helper-textarea').focus();
    if (text.startsWith('clear;')) {
      await this.page.keyboard.type('clear\n');
      await this.terminalShows(/^\s*\S+[$#]\s*$/);
    }
    await this.page.keyboard.type(text);
  }

  /** Clicks on a word in the last line of the terminal that has it, as a person does: the pointer moves there first. */
  async clickOn(word: string): Promise<void> {
    const { x, y } = await this.page.evaluate(placeOf, word);
    await this.page.mouse.move(x - 3, y);
    await this.page.mouse.move(x, y);
    await this.page.waitForTimeout(300);
    await this.page.mouse.click(x, y);
  }

  /** Waits until the page's text has stayed the same for half a second. A page that follows events has requests that never end. After 5 s at the latest. */
  async settled(): Promise<void> {
    await this.page
      .waitForFunction(
        () => {
          const text = document.body.textContent;
          const seen = document.body.dataset;
          if (seen.settledText !== text || seen.settledSince === undefined) {
            seen.settledText = text;
            seen.settledSince = String(performance.now());
          }
          return performance.now() - Number(seen.settledSince) > 500;
        },
        undefined,
        { ...SELDOM, timeout: 5000 },
      )
      .catch(() => {});
  }

  /** Keeps a picture of the window for people to look at, if SCREENSHOTS asks for them. */
  async screenshot(name: string, fullPage = false): Promise<void> {
    if (!wantsScreenshots) return;
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage });
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

/** Runs in the page: the middle of a word on the screen. */
function placeOf(word: string): { x: number; y: number } {
  const rows = window.vethlab?.terminal.rows() ?? [];
  const row = rows.findLastIndex((text) => text.includes(word));
  const screen = document.querySelector('.screen:not([hidden]) .xterm-screen')?.getBoundingClientRect();
  const col = rows[row]?.indexOf(word) ?? -1;
  if (!screen || col < 0) throw new Error(`${word} is not on the screen`);
  const { cols, lines } = window.vethlab?.terminal.size() ?? { cols: 1, lines: 1 };
  return {
    x: screen.x + ((col + word.length / 2) * screen.width) / cols,
    y: screen.y + ((row + 0.5) * screen.height) / lines,
  };
}
