import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { run } from './exec.ts';
import { goOn, orEnded, Work } from './work.ts';

/** Processes that have this in their environment, without zombies. */
const processesWith = (variable: string) =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(variable);
    } catch {
      return false;
    }
  });

test('work that is ended leaves none of its commands, and starts no other', async () => {
  const work = new Work({ WORK_TEST: 'first' });
  const done = work.do(async () => {
    await Promise.allSettled([run(['sleep', '60']), run(['sh', '-c', 'sleep 60 & wait'])]);
    await run(['touch', '/tmp/never']);
  });
  const failed = expect(done).rejects.toThrow('touch /tmp/never was not started');
  await expect.poll(() => processesWith('WORK_TEST=first').length).toBeGreaterThanOrEqual(3);
  await work.end();
  expect(processesWith('WORK_TEST=first')).toEqual([]);
  await failed;
  expect(existsSync('/tmp/never')).toBe(false);
});

test('a command that is not part of the work goes on, even if the work waits for it', async () => {
  const work = new Work();
  const outside = run(['sh', '-c', 'read line; echo "$line"'], { input: 'heard\n' });
  const done = work.do(async () => (await outside).stdout);
  await work.end();
  expect(await done).toBe('heard\n');
});

test('a part of the work has an environment of its own and ends with the whole', async () => {
  const work = new Work({ WORK_TEST: 'whole' });
  const part = work.doPart({ WORK_TEST: 'part' }, () => run(['sleep', '60']));
  const failed = expect(part).rejects.toThrow('sleep 60 was ended with what it is for');
  await expect.poll(() => processesWith('WORK_TEST=part')).toHaveLength(1);
  await work.end();
  await failed;
  expect(processesWith('WORK_TEST=part')).toEqual([]);
});

test('work that waits for something shared is let go when the work itself ends', async () => {
  const others = Promise.withResolvers<void>();
  const work = new Work();
  const waiting = work.do(() => orEnded(others.promise));
  const failed = expect(waiting).rejects.toThrow('What this is for was ended.');
  await setImmediate();
  await work.end();
  await failed;
  others.resolve();
  await new Work().do(() => orEnded(others.promise));
});

test('outside of any work all goes on', () => {
  expect(goOn).not.toThrow();
});
