import { expect, test } from 'vitest';
import { exceptions, pathsIn, strayPaths } from './api-paths.ts';

/** In a template, the text before it is not known. */
const hole = ['$', '{url}'].join('');

const fileOf = (place: string) => place.replace(/:\d+$/, '');

test('paths of the API stand in protocol/api only', () => {
  const stray = strayPaths();
  expect(
    stray.filter((place) => !(fileOf(place) in exceptions)),
    'make it by pathOf',
  ).toEqual([]);
  expect(Object.keys(exceptions).filter((file) => !stray.some((place) => fileOf(place) === file))).toEqual(
    [],
  );
});

test.each([
  "fetch('/api/me')",
  `fetch(\`/api/terminals/${hole}\`)`,
  `fetch(\`${hole}/api/me\`)`,
  `fetch(\`${hole}api/me\`)`,
  "request.url.startsWith('/api/')",
  "router.use('/api', answer)",
  "page.route('**/api/exercises', answer)",
])('%s is found', (text) => {
  expect(pathsIn(`\n${text};`)).toEqual([2]);
});

test.each([
  "throw new Error('GET /api/exercises lists them.')",
  "import { ask } from '../../protocol/api/client.ts'",
  "import { call } from '../wire/api.ts'",
  'pathOf(api.learner.me)',
])('%s is none', (text) => {
  expect(pathsIn(text)).toEqual([]);
});
