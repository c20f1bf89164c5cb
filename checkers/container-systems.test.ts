import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Framework } from '../protocol/scenario.ts';
import checker from './container-systems.ts';
import type { ContainerFacts } from './observe/containers.ts';
import { containers } from './observe/recorded/host.ts';

const judge = (systems: Framework[], facts: ContainerFacts = containers) => checker.judge({ systems }, facts);
const ids = (verdict: ReturnType<typeof judge>) => verdict.findings.map(({ id }) => id);

/** The recorded host after every container of these frameworks was stopped. */
const stopped = (...idle: Framework[]): ContainerFacts => ({
  frameworks: containers.frameworks.map((facts) =>
    idle.includes(facts.framework)
      ? { ...facts, containers: facts.containers.map((one) => ({ ...one, running: false })) }
      : facts,
  ),
});

test('all that run are right, in any order and even given twice', () => {
  const verdict = judge(['lxd', 'incus', 'podman', 'docker', 'docker']);
  expect(verdict).toMatchObject({ status: 'correct', score: 1 });
  expect(ids(verdict)).toEqual(['all-systems']);
});

test('one that is left out costs its share, and is named only when the answer may be shown', () => {
  const verdict = judge(['docker', 'incus', 'lxd']);
  expect(verdict).toMatchObject({ status: 'partial', score: 0.75 });
  const [finding] = verdict.findings;
  expect(finding).toMatchObject({ id: 'missing-system', tone: 'wrong' });
  expect(finding?.text).not.toContain('Podman');
  expect(finding?.reveal).toContain('Podman');
  expect(finding?.evidence[0]?.seen).toContain("seal (pi's): running");
});

test('a framework whose containers are all stopped counts against the answer', () => {
  const verdict = judge(['docker', 'podman', 'incus', 'lxd'], stopped('lxd'));
  expect(ids(verdict)).toEqual(['system-without-running-container']);
  expect(verdict).toMatchObject({ status: 'partial', score: 2 / 3 });
  expect(judge(['docker', 'podman', 'incus'], stopped('lxd')).status).toBe('correct');
});

test('when nothing runs no answer could be right, and none counts', () => {
  const verdict = judge(['docker'], stopped('docker', 'podman', 'incus', 'lxd'));
  expect(verdict).toMatchObject({ status: 'error', score: 0 });
});

const some = fc.uniqueArray(fc.constantFrom(...Framework.options), { minLength: 1 });

test('correct is exactly the set that runs; every score lies between 0 and 1', () =>
  fc.assert(
    fc.property(some, some, (running, given) => {
      const idle = Framework.options.filter((framework) => !running.includes(framework));
      const { status, score } = judge(given, stopped(...idle));
      const same = running.length === given.length && running.every((one) => given.includes(one));
      expect(status === 'correct').toBe(same);
      expect(score === 1).toBe(same);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(status === 'incorrect').toBe(score === 0);
    }),
  ));

test('one more right choice never lowers the score', () =>
  fc.assert(
    fc.property(some, fc.constantFrom(...Framework.options), (given, more) => {
      expect(judge([...given, more]).score).toBeGreaterThanOrEqual(judge(given).score);
    }),
  ));

test('no finding says how many of the four are missing or wrong', () => {
  for (const systems of [['lxd'], ['docker'], ['docker', 'incus']] as const) {
    for (const { text } of checker.judge({ systems: [...systems] }, containers).findings)
      expect(text).not.toMatch(/\d/);
  }
});
