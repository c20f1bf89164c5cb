import { expect, test } from 'vitest';
import type { WallRow } from '../../protocol/desk/wall.ts';
import { filtered, sorted } from './wall-order.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 2, 9, minutes)).toISOString();
const row = (name: string, more: Partial<WallRow> = {}): WallRow => ({
  learner: `l${name}`,
  name,
  host: 'ready',
  online: true,
  activeAt: at(0),
  hand: null,
  points: { earned: 0, possible: 20 },
  exercises: [],
  on: null,
  stuckSince: null,
  terminals: [],
  control: null,
  doing: null,
  ...more,
});
const names = (rows: WallRow[]) => rows.map(({ name }) => name).join(' ');

const cleo = row('Cleo', { stuckSince: at(5), points: { earned: 3, possible: 20 } });
const ada = row('Ada', { stuckSince: at(9), hand: { raisedAt: at(20), about: null } });
const bob = row('Bob', { hand: { raisedAt: at(12), about: null }, points: { earned: 8, possible: 20 } });
const dora = row('Dora', { activeAt: null, online: false, host: 'failed' });
const all = [cleo, dora, ada, bob];

test.each([
  ['name', 'Ada Bob Cleo Dora'],
  ['points', 'Bob Cleo Ada Dora'],
  ['stuck', 'Cleo Ada Bob Dora'],
  ['hand', 'Bob Ada Cleo Dora'],
  ['activity', 'Ada Bob Cleo Dora'],
] as const)('by %s', (sorting, order) => {
  expect(names(sorted(all, sorting))).toBe(order);
});

test('within a minute activity does not change the order', () => {
  const busy = row('Zoe', { activeAt: at(0).replace(':00.000', ':40.000') });
  expect(names(sorted([busy, ada], 'activity'))).toBe('Ada Zoe');
  expect(names(sorted([row('Zoe', { activeAt: at(1) }), ada], 'activity'))).toBe('Zoe Ada');
});

test.each([
  ['everyone', 'Cleo Dora Ada Bob'],
  ['hand', 'Ada Bob'],
  ['stuck', 'Cleo Ada'],
  ['idle', 'Dora'],
  ['offline', 'Dora'],
  ['trouble', 'Dora'],
] as const)('only %s', (filter, left) => {
  expect(names(filtered(all, '', filter, Date.parse(at(5))))).toBe(left);
});

test('a part of the name finds it, in either case', () => {
  expect(names(filtered(all, ' DO', 'everyone', 0))).toBe('Dora');
});
