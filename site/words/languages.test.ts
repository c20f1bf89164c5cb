import { expect, test } from 'vitest';
import * as api from '../../protocol/api/index.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { pathIn, withoutLanguage } from './languages.ts';

test.each([
  ['/', '/de/'],
  ['/chapters/08-ipv6/#proxy', '/de/chapters/08-ipv6/#proxy'],
  ['/demo/', '/de/demo/'],
])('%s is %s in German', (path, german) => {
  expect(pathIn('de', path)).toBe(german);
  expect(withoutLanguage(german)).toBe(path);
  expect(pathIn('en', path)).toBe(path);
});

test.each([
  ['/', '/bridges/de/'],
  ['/chapters/08-ipv6/#proxy', '/bridges/de/chapters/08-ipv6/#proxy'],
])('%s of a course beside the first is %s in German', (path, german) => {
  expect(pathIn('de', path, '/bridges')).toBe(german);
  expect(pathIn('en', path, '/bridges')).toBe(`/bridges${path}`);
  for (const language of ['de', 'en'] as const)
    expect(withoutLanguage(pathIn(language, path, '/bridges'), '/bridges')).toBe(path);
});

test.each(['/desk/class/?id=1#wall', '/courses/'])('%s is one page for all courses', (path) => {
  expect(pathIn('de', path, '/bridges')).toBe(`/de${path}`);
  expect(pathIn('en', path, '/bridges')).toBe(path);
});

test.each([
  'https://docs.docker.com/',
  '//example.org/',
  '#top',
  'next/',
  pathOf(api.recordings.read, { params: { id: '1' } }),
  '/de/exercises/',
])('%s stays as it is', (address) => {
  for (const below of ['', '/bridges']) expect(pathIn('de', address, below)).toBe(address);
});
