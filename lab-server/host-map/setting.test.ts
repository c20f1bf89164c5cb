import { expect, test } from 'vitest';
import { hostMapFrom } from './setting.ts';

test('the map is on unless it is switched off, and anything else is refused', () => {
  expect(hostMapFrom(undefined)).toBe(true);
  expect(hostMapFrom('on')).toBe(true);
  expect(hostMapFrom('off')).toBe(false);
  expect(() => hostMapFrom('exam')).toThrow(/HOST_MAP must be on or off, not "exam"/);
});
