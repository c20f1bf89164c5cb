import { expect } from 'vitest';
import { type LearnerPage, wantsScreenshots } from './browser.ts';
import { colourFaults, faults } from './faults.ts';

/** In px: a phone, a tablet, a laptop and a large screen. */
export const widths = [390, 820, 1280, 1920] as const;
/** The widths of each layout: the terminal below the text, and beside it. axe checks the first of each. */
export const layouts = [widths.slice(0, 2), widths.slice(2)] as const;

export const heightAt = (width: number) => (width < 500 ? 844 : 900);

interface Looks {
  /** Names its pictures, `NAME-WIDTH-THEME`. */
  name: string;
  /** The widths at which it is shown; all of them when left out. */
  at?: readonly number[];
  /** For a page whose colours are checked elsewhere. */
  lightOnly?: boolean;
  /** Waits until the page is there at that width. */
  ready?: (width: number) => Promise<unknown>;
}

/**
 * Shows a page in windows of every size, light and dark. The page must have room in all of them, and everyone must be able to use it. In the
 * dark only its colours are checked again, since nothing else differs.
 */
export async function fitsWindows(person: LearnerPage, { name, at = widths, lightOnly, ready }: Looks) {
  const { page } = person;
  for (const width of at) {
    await page.setViewportSize({ width, height: heightAt(width) });
    await ready?.(width);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${name}, ${width} px wide`).toBeLessThanOrEqual(0);
    const isFirst = layouts.some(([first]) => first === width);
    if (isFirst) expect(await faults(person), `${name}, ${width} px wide`).toEqual([]);
    await person.screenshot(`${name}-${width}-light`);
    if (lightOnly || !(isFirst || wantsScreenshots)) continue;
    await inTheDark(person, async () => {
      if (isFirst) expect(await colourFaults(person), `${name}, ${width} px wide, dark`).toEqual([]);
      await person.screenshot(`${name}-${width}-dark`);
    });
  }
}

/** Changes to dark colours, as the computer does in the evening, and back. Each time all fading is brought to its end. */
async function inTheDark({ page }: LearnerPage, look: () => Promise<void>): Promise<void> {
  const theme = page.locator('html');
  const becomes = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => theme.getAttribute('data-theme')).toBe(colorScheme);
    // Animations are ended and not awaited, since now and then Chromium never reports that one has finished.
    await page.waitForFunction(() => {
      const fading = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
      for (const one of fading) one.finish();
      return fading.length === 0;
    });
  };
  await becomes('dark');
  await look();
  await becomes('light');
}
