import path from 'node:path';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import type { HostStatus } from '../../protocol/host.ts';
import { loadCatalog } from '../course/catalog.ts';
import type { FingerprintedMap } from '../host-map/maps.ts';
import { until } from '../testing/terminal-client.ts';
import { Watching } from './watching.ts';

const COURSE = path.join(import.meta.dirname, '../testing/course');
const catalog = await loadCatalog(path.join(COURSE, 'exercises'), path.join(COURSE, 'checkers'));
const [done, word] = [catalog.get('done'), catalog.get('word')];
if (!done || !word) throw new Error('The test course has lost its exercises.');

const ADA = 'l0123456789ab';
const READY: HostStatus = { state: 'ready', seed: 'lesson', addresses: [] };
const HOUR = 3_600_000;
const fingerprintedMap = (fingerprint: string): FingerprintedMap => ({
  fingerprint,
  map: { parts: [], links: [], left: 0 },
});

interface Told {
  map: (seen: string) => Promise<FingerprintedMap | undefined>;
  every?: number;
  least?: number;
  look?: () => Promise<void>;
}

/** Watches a host whose changes the test tells by `map`. Records the looks at it, each with its exercise and its time. */
function start({ map, every = HOUR, least = 1, look = async () => {} }: Told) {
  const looks: { id: string; at: number }[] = [];
  const watching = new Watching({
    marking: {
      async look(_learner, { id }) {
        looks.push({ id, at: performance.now() });
        await look();
        return { at: new Date().toISOString(), status: 'incorrect', findings: [] };
      },
    },
    hosts: { map: ({ seen }) => map(seen), status: () => READY, onStatus: () => () => {} },
    logger: pino({ level: 'silent' }),
    times: { lasts: HOUR, every, least },
  });
  onTestFinished(() => watching.close());
  return { watching, looks };
}

test('a host is looked at as soon as it changes, however short the time since the last look', async () => {
  const asked: { seen: string; become: (fingerprint: string) => void }[] = [];
  const { watching, looks } = start({
    map(seen) {
      const { promise, resolve } = Promise.withResolvers<FingerprintedMap>();
      asked.push({ seen, become: (fingerprint) => resolve(fingerprintedMap(fingerprint)) });
      return promise;
    },
  });
  watching.watch(ADA, done);
  for (const [index, fingerprint] of ['a', 'b', 'c'].entries()) {
    await until(() => looks.length === index + 1 && asked.length === index + 1);
    asked[index]?.become(fingerprint);
  }
  await until(() => looks.length === 4);
  expect(asked.map(({ seen }) => seen)).toEqual(['', 'a', 'b', 'c']);
});

test('a host is looked at when somebody says that it has changed, as by saving a file', async () => {
  const { watching, looks } = start({ map: () => new Promise(() => {}) });
  watching.watch(ADA, done);
  await until(() => looks.length === 1);
  watching.stir(ADA);
  await until(() => looks.length === 2);
  watching.stir('l999999999999');
});

test('a host whose changes are not known is looked at from time to time', async () => {
  const { watching, looks } = start({ map: () => Promise.reject(new Error('no such tool')), every: 5 });
  watching.watch(ADA, done);
  await until(() => looks.length > 5);
});

test('a host that changes all the time is looked at no more often than it may be', async () => {
  let marks = 0;
  const least = 40;
  const { watching, looks } = start({ map: async () => fingerprintedMap(String(marks++)), least });
  watching.watch(ADA, done);
  await until(() => looks.length > 4);
  const pauses = looks.slice(1).map(({ at }, index) => at - (looks[index]?.at ?? 0));
  // Timers may be a millisecond early.
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(least - 1);
});

test('exercises that are watched next are looked at soon, one after the other', async () => {
  let under = 0;
  let most = 0;
  const { watching, looks } = start({
    map: () => new Promise(() => {}),
    async look() {
      most = Math.max(most, ++under);
      await new Promise(setImmediate);
      under--;
    },
  });
  expect(watching.watch(ADA, done)).toBeNull();
  await until(() => looks.length === 1);
  watching.watch(ADA, word);
  await until(() => looks.some(({ id }) => id === 'word'));
  expect(watching.watch(ADA, done)).toMatchObject({ status: 'incorrect' });
  expect(most).toBe(1);
});

test('a look that fails ends nothing', async () => {
  const { watching, looks } = start({
    map: async () => undefined,
    every: 5,
    look: () => Promise.reject(new Error('broken')),
  });
  watching.watch(ADA, done);
  await until(() => looks.length > 3);
  expect(watching.watch(ADA, done)).toBeNull();
});
