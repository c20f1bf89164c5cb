import { expect, test } from 'vitest';
import { isShared } from './shared-pages.ts';

test.each([
  '/desk/',
  '/desk/class/?id=1#wall',
  '/de/desk/',
  '/courses/',
  '/lti/failed/',
  '/sign-in/start',
  '/desk',
])('%s is a page of the whole lab server', (path) => expect(isShared(path)).toBe(true));

test.each([
  '/',
  '/lti/items/',
  '/de/lti/items/',
  '/de/',
  '/exercises/',
  '/docs/lms/',
  '/chapters/desk/',
  '/api/desk/classes',
  '/desktop/',
])('%s is of a course', (path) => expect(isShared(path)).toBe(false));
