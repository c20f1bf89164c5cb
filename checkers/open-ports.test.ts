import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PortFacts } from './observe/ports.ts';
import { ports as recorded } from './observe/recorded/host.ts';
import checker from './open-ports.ts';

const OPEN = [6666, 8080, 8099, 8888];
const judge = (ports: number[], facts: PortFacts = recorded) => checker.judge({ ports }, facts);

test('all of them are right, in any order and even given twice', () => {
  expect(judge([8888, 8080, 8080, 8099, 6666])).toMatchObject({ status: 'correct', score: 1 });
});

test('a missing port is told by framework, and its number only when the answer may be shown', () => {
  const verdict = judge([8888]);
  expect(verdict).toMatchObject({ status: 'partial', score: 1 / 4 });
  expect(verdict.findings.map(({ id, text }) => [id, text])).toEqual([
    ['missing-ports-podman', 'You missed 2 open ports held by Podman.'],
    ['missing-ports-other', 'You missed 1 open port held by none of the four frameworks.'],
  ]);
  expect(verdict.findings[0]?.reveal).toBe('You missed 8080 and 8099, held by Podman.');
});

test('a port that is not open is told, and lowers the score', () => {
  const verdict = judge([...OPEN, 22]);
  expect(verdict).toMatchObject({ status: 'partial', score: 4 / 5 });
  expect(verdict.findings.map(({ id }) => id)).toEqual(['extra-ports']);
  expect(judge([22, 80])).toMatchObject({ status: 'incorrect', score: 0 });
});

test('a port that only the host itself reaches counts neither for nor against', () => {
  expect(judge([...OPEN, 7777, 9010])).toMatchObject({ status: 'correct', score: 1 });
  expect(judge([7777])).toMatchObject({ status: 'incorrect', score: 0 });
});

test('when nothing is open no answer could be right, and none counts', () => {
  expect(judge([80], { open: [], inner: [] })).toMatchObject({ status: 'error', score: 0 });
});

test('evidence says on which addresses a port was found open', () => {
  const [finding] = judge(OPEN).findings;
  expect(finding?.evidence[0]?.seen).toContain('8099/tcp open on 192.168.1.10 (podman)');
});

const port = fc.integer({ min: 1, max: 65535 });
const list = fc.array(fc.oneof(port, fc.constantFrom(...OPEN)), { minLength: 1, maxLength: 200 });

test('correct is exactly the open set; every score lies between 0 and 1', () =>
  fc.assert(
    fc.property(list, (given) => {
      const { status, score } = judge(given);
      const meant = new Set(given.filter((one) => !recorded.inner.includes(one)));
      const same = meant.size === OPEN.length && OPEN.every((one) => meant.has(one));
      expect(status === 'correct').toBe(same);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score === 1).toBe(same);
    }),
  ));

test('order and repetition change nothing', () =>
  fc.assert(
    fc.property(list, (given) => {
      expect(judge([...given, ...given].reverse())).toEqual(judge(given));
    }),
  ));

test('giving every possible port does not pay', () =>
  fc.assert(
    fc.property(fc.uniqueArray(port, { minLength: 100, maxLength: 196 }), (many) => {
      expect(judge([...many, ...OPEN]).score).toBeLessThan(0.05);
    }),
  ));
