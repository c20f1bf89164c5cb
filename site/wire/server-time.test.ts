import { expect, test } from 'vitest';
import { hearDate, serverNow } from './server-time.ts';

const NOW = Date.parse('2026-11-26T12:00:00.400Z');

test('a clock that is hours away is followed', () => {
  hearDate('Thu, 26 Nov 2026 09:00:00 GMT', NOW);
  expect(new Date(serverNow(NOW)).toISOString()).toBe('2026-11-26T09:00:00.000Z');
  expect(new Date(serverNow(NOW + 5_000)).toISOString()).toBe('2026-11-26T09:00:05.000Z');
});

test('a difference that may be rounding is ignored, and a missing header changes nothing', () => {
  hearDate('Thu, 26 Nov 2026 11:59:59 GMT', NOW);
  expect(serverNow(NOW)).toBe(NOW);
  hearDate('Thu, 26 Nov 2026 13:00:00 GMT', NOW);
  hearDate(null, NOW);
  hearDate('soon', NOW);
  expect(new Date(serverNow(NOW)).toISOString()).toBe('2026-11-26T13:00:00.000Z');
});
