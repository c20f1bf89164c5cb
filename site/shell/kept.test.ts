import { afterEach, expect, test, vi } from 'vitest';

/** A browser's storage, whose names are its own properties as in a browser. */
class Kept {
  [name: string]: unknown;
  getItem(name: string): string | null {
    return (this[name] as string | undefined) ?? null;
  }
  setItem(name: string, value: string): void {
    this[name] = value;
  }
  removeItem(name: string): void {
    delete this[name];
  }
}

/** The functions as a page has them whose paths begin so. */
async function pageOf(base: string): Promise<typeof import('./kept.ts')> {
  vi.resetModules();
  vi.stubGlobal('SITE_BASE', base);
  return import('./kept.ts');
}
afterEach(() => vi.unstubAllGlobals());

test('what is kept for the learner is of one course, and how pages look is of all', async () => {
  vi.stubGlobal('localStorage', new Kept());
  const first = await pageOf('');
  const bridges = await pageOf('/bridges');
  first.keep('learner', 'ada');
  bridges.keep('learner', 'bob');
  bridges.keep('theme', 'dark');
  expect([first.kept('learner'), bridges.kept('learner')]).toEqual(['ada', 'bob']);
  expect(first.kept('theme')).toBe('dark');

  bridges.forgetAll();
  expect([first.kept('learner'), bridges.kept('learner'), first.kept('theme')]).toEqual([
    'ada',
    null,
    'dark',
  ]);
  first.keep('newcomer', 'bob', '/bridges');
  first.forgetAll();
  expect([first.kept('learner'), bridges.kept('newcomer')]).toEqual([null, 'bob']);
});
