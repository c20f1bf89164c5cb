import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('a learner with many pieces waits for one with few, and not the other way round', async () => {
  const turns = new Turns();
  const order: string[] = [];
  const [ada, bob] = [turns.of('ada'), turns.of('bob')];
  const piece = (who: string) => async () => void order.push(who);
  await Promise.all([
    ...Array.from({ length: 8 }, () => ada(piece('ada'))),
    ...Array.from({ length: 2 }, () => bob(piece('bob'))),
  ]);
  expect(order.slice(0, 5).filter((who) => who === 'bob')).toHaveLength(2);
  expect(order).toHaveLength(10);
});

test('one piece is done at a time, and a piece that fails holds up no other', async () => {
  const turns = new Turns();
  let running = 0;
  const work = async () => {
    running++;
    expect(running).toBe(1);
    await new Promise(setImmediate);
    running--;
  };
  const failed = turns.of('ada')(() => Promise.reject(new Error('cannot be drawn')));
  await Promise.all([turns.of('ada')(work), turns.of('bob')(work), expect(failed).rejects.toThrow('cannot')]);
});
