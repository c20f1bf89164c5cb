import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { Attempts, type KeptAttempt } from './attempts.ts';
import { openDatabase } from './database.ts';
import { Disputes } from './disputes.ts';
import { OpenedHintCounts } from './hints.ts';
import { Learners } from './learners.ts';

/** A learner who studies alone. */
const alone = { course: 'one', class: null, state: 'active', personalCode: 'ABCD-EFGH' } as const;

function open() {
  const database = openDatabase(temporaryFolder());
  onTestFinished(() => database.close());
  const learners = new Learners(database);
  return {
    learners,
    attempts: new Attempts(database),
    hints: new OpenedHintCounts(database),
    disputes: new Disputes(database),
  };
}

const attempt = (exercise: string, answer: unknown): Omit<KeptAttempt, 'id'> => ({
  exercise,
  answer,
  verdict: {
    status: 'partial',
    score: 0.5,
    findings: [{ id: 'f', tone: 'note', text: 't', reveal: 'r', evidence: [{ command: 'c', seen: 's' }] }],
  },
  points: 1.5,
  deducted: 0.2,
  seed: 'lesson',
  counted: true,
  at: '2026-01-02T03:04:05.678Z',
});

test('an attempt comes back as it was kept, whatever was answered', () => {
  const { learners, attempts } = open();
  const { id } = learners.add('Ada', alone);
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (answer, counted) => {
      const given = { ...attempt('word', JSON.parse(JSON.stringify(answer))), counted };
      const kept = attempts.add(id, given);
      expect(kept).toEqual({ ...given, id: kept.id });
      expect(attempts.of(id, 'word')[0]).toEqual(kept);
    }),
    { numRuns: 50 },
  );
});

test("attempts are the learner's own, newest first, of one exercise or of all", () => {
  const { learners, attempts } = open();
  const [ada, bob] = [learners.add('Ada', alone), learners.add('Bob', alone)];
  for (const [learner, exercise, answer] of [
    [ada, 'word', 1],
    [bob, 'word', 2],
    [ada, 'lines', 3],
    [ada, 'word', 4],
  ] as const) {
    attempts.add(learner.id, attempt(exercise, answer));
  }
  const answers = (list: KeptAttempt[]) => list.map(({ answer }) => answer);
  expect(answers(attempts.of(ada.id))).toEqual([4, 3, 1]);
  expect(answers(attempts.of(ada.id, 'word'))).toEqual([4, 1]);
  expect(answers(attempts.of(bob.id, 'lines'))).toEqual([]);
  expect(answers(attempts.of('nobody'))).toEqual([]);
});

test('an attempt is disputed once, and the first word stays', () => {
  const { learners, attempts, disputes } = open();
  const [ada, bob] = [learners.add('Ada', alone).id, learners.add('Bob', alone).id];
  const { id } = attempts.add(ada, attempt('word', 1));
  const dispute = { reason: 'It is right.', at: '2026-01-02T03:04:06.789Z' };
  expect(disputes.add(id, dispute)).toBe(true);
  expect(disputes.add(id, { ...dispute, reason: 'It is wrong.' })).toBe(false);
  expect([...disputes.of(ada, 'word')]).toEqual([[id, { ...dispute, state: 'open', answer: null }]]);
  expect(disputes.of(ada, 'lines').size + disputes.of(bob, 'word').size).toBe(0);
  expect(() => disputes.add(id + 1, dispute)).toThrow(/FOREIGN KEY/);
});

test('a visitor who has not joined cannot have attempts', () => {
  expect(() => open().attempts.add('nobody', attempt('word', 1))).toThrow(/FOREIGN KEY/);
});

test('hints open up to their number, for each learner and exercise separately', () => {
  const { learners, hints } = open();
  const [ada, bob] = [learners.add('Ada', alone).id, learners.add('Bob', alone).id];
  expect(hints.count(ada, 'word')).toEqual({ opened: 0, given: 0 });
  expect([1, 2, 3].map(() => hints.openNext(ada, 'word', 2))).toEqual([1, 2, 2]);
  expect(hints.openNext(ada, 'lines', 0)).toBe(0);
  expect(hints.openNext(bob, 'word', 2)).toBe(1);
  expect(hints.count(ada, 'word')).toEqual({ opened: 2, given: 0 });
  // The author has removed one.
  expect(hints.openNext(ada, 'word', 1)).toBe(1);
});

test('learners are found by their id, under their last name', () => {
  const { learners } = open();
  const ada = learners.add('Ada', alone);
  expect(ada.id).toMatch(/^[a-z][a-z0-9]+$/);
  expect(learners.find(ada.id)).toEqual(ada);
  expect(learners.change(ada, { name: 'Countess' })).toEqual({ ...ada, name: 'Countess' });
  expect(learners.find(ada.id)?.name).toBe('Countess');
  expect(learners.find('nobody')).toBeUndefined();
  expect(learners.add('Ada', alone).id).not.toBe(ada.id);
});
