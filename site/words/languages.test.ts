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
  'https://docs.docker.com/',
  '//example.org/',
  '#top',
  'next/',
  pathOf(api.recordings.read, { params: { id: '1' } }),
  '/de/exercises/',
])('%s stays as it is', (address) => {
  expect(pathIn('de', address)).toBe(address);
});
