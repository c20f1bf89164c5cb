import { afterEach, expect, test, vi } from 'vitest';

const AT = '2026-11-29T20:15:30';

/** The functions as a browser with this language has them. */
async function formatsOf(tag: string): Promise<typeof import('./format.ts')> {
  vi.resetModules();
  vi.stubGlobal('navigator', { languages: [tag] });
  return import('./format.ts');
}
afterEach(() => vi.unstubAllGlobals());

test.each(['en-US', 'en-GB', 'en-CA', 'en-AU', 'en-IN'])(
  'no moment ends a sentence twice: %s',
  async (tag) => {
    const { dayAndTime, shortMoment, timeOfDay, timeWithSeconds } = await formatsOf(tag);
    for (const format of [dayAndTime, shortMoment, timeOfDay, timeWithSeconds]) {
      expect(format(AT)).toMatch(/15/);
      expect(format(AT)).not.toMatch(/\.$/);
    }
  },
);
