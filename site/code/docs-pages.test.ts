import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { docNames } from '../course/docs.ts';
import { anchorOf, pageAddress } from './docs-pages.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const DOCS = path.join(ROOT, 'docs');

/** The text without code, in which nothing is a link or a heading. */
const textOf = (file: string) =>
  readFileSync(file, 'utf8')
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()#]/g, ''));

const linksOf = (file: string) => [...textOf(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = '']) => href);

/** The anchors of a file's headings. */
function anchorsOf(file: string): string[] {
  const seen = new Map<string, number>();
  return [
    ...readFileSync(file, 'utf8')
      .replaceAll(/^```[\s\S]*?^```/gm, '')
      .matchAll(/^#{1,4} (.+)$/gm),
  ].map(([, text = '']) => {
    const anchor = anchorOf(text);
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

test('every page of docs/ is listed', () => {
  const files = readdirSync(DOCS).filter((name) => name.endsWith('.md'));
  expect(files.map((name) => name.replace('.md', '')).sort()).toEqual([...docNames].sort());
});

const files = [
  ...readdirSync(DOCS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  'README.md',
  'CONTRIBUTING.md',
  'exercises/README.md',
];

test.each(files)('every link of %s leads to a file that is there, and to a heading of it', (name) => {
  const file = path.join(ROOT, name);
  for (const href of linksOf(file)) {
    if (/^https?:/.test(href)) continue;
    const [to = '', anchor] = href.split('#');
    const target = to === '' ? file : path.resolve(path.dirname(file), to);
    expect(existsSync(target), href).toBe(true);
    if (anchor !== undefined) expect(anchorsOf(target), href).toContain(anchor);
  }
});

test.each([
  ['checks.md', '../checks/'],
  ['settings.md#the-lan', '../settings/#the-lan'],
  ['../CONTRIBUTING.md', undefined],
  ['decisions/0010-three-processes.md', undefined],
  ['other.md', undefined],
])('a link to %s', (href, address) => {
  expect(pageAddress(href)).toBe(address);
});
