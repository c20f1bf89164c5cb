import { afterAll, expect, test, vi } from 'vitest';
import { type ProblemKind, problemKinds } from '../../protocol/problem.ts';

const problem = (kind: string) => ({
  type: `/problems/${kind}`,
  title: 'A title',
  status: 400,
  detail: 'Just so.',
});

afterAll(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The module as it is on a page in that language. */
async function inWordsOn(lang: string) {
  vi.resetModules();
  vi.stubGlobal('document', { documentElement: { lang } });
  const { loadWords } = await import('../words/now.ts');
  await loadWords();
  return (await import('./problem-words.ts')).inWords;
}

test('English pages show every problem in the words of the lab server', async () => {
  const inWords = await inWordsOn('en');
  for (const [kind, { title }] of Object.entries(problemKinds)) {
    expect(inWords({ ...problem(kind), title })).toMatchObject({ title, detail: 'Just so.' });
  }
});

test('German pages have a title for every kind of problem', async () => {
  const inWords = await inWordsOn('de');
  for (const kind of Object.keys(problemKinds) as ProblemKind[]) {
    const { title, titleLanguage } = inWords(problem(kind));
    expect(title).not.toBe(problemKinds[kind].title);
    expect(title).not.toBe('A title');
    expect(titleLanguage).toBeUndefined();
  }
});

test('a detail that is different each time, and a kind that is not known, stay English and say so', async () => {
  const inWords = await inWordsOn('de');
  expect(inWords(problem('internal')).detailLanguage).toBeUndefined();
  expect(inWords(problem('too-many-requests'))).toMatchObject({ detail: 'Just so.', detailLanguage: 'en' });
  expect(inWords(problem('brand-new'))).toMatchObject({ title: 'A title', titleLanguage: 'en' });
});
