import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recorded } from './observe/recorded/host.ts';
import checker, { type NamespaceFacts } from './whose-namespace.ts';

/** Beside the lesson's four: `bare` in the host's network, `lone` with none, and `old`, which does not run. */
const facts: NamespaceFacts = JSON.parse(recorded('facts-whose-namespace.json'));
const running = facts.containers.frameworks.flatMap(({ containers }) =>
  containers.flatMap(({ name, pid }) => (pid === undefined ? [] : [{ name, pid }])),
);
const of = (name: string) => facts.netns[String(running.find((one) => one.name === name)?.pid)];
const all = (names: readonly string[] = running.map(({ name }) => name)) =>
  names.map((name) => `${name} ${of(name)}`).join('\n');
const judge = (namespaces: string) => checker.judge({ namespaces }, facts);
const ids = (namespaces: string) => judge(namespaces).findings.map(({ id }) => id);

test('every container with its number is right, in any order and form', () => {
  expect(running.map(({ name }) => name).sort()).toEqual(['bare', 'heron', 'lone', 'otter', 'seal', 'whale']);
  expect(judge(all())).toMatchObject({ status: 'correct', score: 1 });
  expect(judge(all().replaceAll(' ', ': net:['))).toMatchObject({ status: 'correct' });
  expect(judge(all().toUpperCase().split('\n').reverse().join(', '))).toMatchObject({ status: 'correct' });
});

test('names and numbers are read with what stands beside them', () => {
  const written = all()
    .replaceAll('\n', '.\n')
    .replace('heron', 'heron (Incus)')
    .replace('whale', 'Docker’s whale');
  expect(judge(written)).toMatchObject({ status: 'correct' });
});

test('a container that has the host’s own network is named with the host’s number', () => {
  expect(of('bare')).toBe(facts.netns['1']);
});

test('the finding says what is wrong with a number, and never a right number', () => {
  const rest = all(['heron', 'lone', 'otter', 'bare', 'seal']);
  const say = (number: number | undefined) => ids(`${rest}\nwhale ${number}`);
  expect(say(facts.netns['1'])).toEqual(['host-namespace', 'not-yet']);
  expect(say(12345)).toEqual(['no-namespace', 'not-yet']);
  expect(say(of('heron'))).toEqual(['others-namespace', 'not-yet']);
  expect(say(facts.namespaces.find(({ type }) => type === 'mnt')?.ns)).toEqual(['other-type', 'not-yet']);
  for (const { text } of judge(rest).findings) expect(text).not.toMatch(/whale|\d{6}/);
});

test('a name that no running container has counts against the answer', () => {
  expect(ids(`${all()}\nold 12345`)).toEqual(['not-running']);
  expect(judge(`${all()}\nold 12345`)).toMatchObject({ status: 'partial' });
  expect(ids('rootlessport 4026532334')).toContain('not-running');
  expect(ids('4026532334')).toContain('not-running');
});

test('two numbers for one container are no answer', () => {
  expect(judge(`${all()}\nwhale ${of('heron')}`).status).toBe('partial');
});

test('the score is the share that is right', () => {
  fc.assert(
    fc.property(fc.subarray(running, { minLength: 1 }), (some) => {
      const { score, status } = judge(all(some.map(({ name }) => name)));
      expect(score).toBeCloseTo(some.length / running.length);
      expect(status).toBe(some.length === running.length ? 'correct' : 'partial');
    }),
  );
});

test('when nothing runs no answer could be right', () => {
  const none = { ...facts, containers: { frameworks: [] } };
  expect(checker.judge({ namespaces: all() }, none)).toMatchObject({ status: 'error' });
});
