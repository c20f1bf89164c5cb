import { expect, test } from 'vitest';
import { HeldInput, MOST_HELD } from './held-input.ts';

const of = (learner: string, terminal: string) => ({ learner, terminal });

test('what is held is typed in order, into its own terminal, for those who may go on', () => {
  const held = new HeldInput();
  const typed: string[] = [];
  const into = (name: string) => (bytes: Buffer) => void typed.push(`${name}: ${bytes}`);
  held.hold(of('ada', 't1'), Buffer.from('ls'), into('t1'));
  held.hold(of('bob', 't2'), Buffer.from('pwd\r'), into('t2'));
  held.hold(of('ada', 't1'), Buffer.from(' -l\r'), into('t1 again'));
  held.release(new Set(['bob']));
  expect(typed).toEqual(['t1 again: ls -l\r']);
  held.release(new Set());
  held.release(new Set());
  expect(typed).toEqual(['t1 again: ls -l\r', 't2: pwd\r']);
});

test('no more is held than the limit says', () => {
  const held = new HeldInput();
  const typed: Buffer[] = [];
  for (let i = 0; i < 5; i++)
    held.hold(of('ada', 't1'), Buffer.alloc(1000, `${i}`), (bytes) => void typed.push(bytes));
  held.release(new Set());
  expect(typed.map(({ length }) => length)).toEqual([MOST_HELD]);
  expect(typed[0]?.subarray(-96).toString()).toBe('4'.repeat(96));
});
