import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { end, isAlive, processWith, signal } from './process.ts';

async function sleeper() {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return { child, one: await processWith(child.pid ?? 0) };
}

test('a process is ended, and a process that has ended is left alone', async () => {
  const { one } = await sleeper();
  expect(await isAlive(one)).toBe(true);
  await end(one);
  expect(await isAlive(one)).toBe(false);
  await end(one);
  await signal(one, 'SIGTERM');
});

test('many calls that end the same process do not disturb each other', async () => {
  const { one } = await sleeper();
  await Promise.all(Array.from({ length: 50 }, () => end(one)));
  expect(await isAlive(one)).toBe(false);
});

test('a process that got its number later gets no signal', async () => {
  const { child, one } = await sleeper();
  await end({ ...one, startTime: '1' });
  expect(child.exitCode ?? child.signalCode).toBeNull();
  await end(one);
});
