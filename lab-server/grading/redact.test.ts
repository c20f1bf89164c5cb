import { expect, test } from 'vitest';
import type { Verdict } from '../../protocol/verdict.ts';
import { forLearner } from './redact.ts';

const verdict = (status: Verdict['status']): Verdict => ({
  status,
  score: 0.5,
  findings: [
    {
      id: 'ports',
      tone: 'wrong',
      text: 'A port is missing.',
      reveal: 'Port 8080 is missing.',
      evidence: [{ command: 'nmap', seen: '8080/tcp' }],
    },
    { id: 'count', tone: 'right', text: 'The number is right.', evidence: [{ command: 'ps', seen: '8080' }] },
  ],
});

test.for(['partial', 'incorrect', 'needs-review', 'error'] as const)(
  '%s: nothing of the answer is left until it is time',
  (status) => {
    for (const counted of [0, 1, 2]) {
      const seen = forLearner(verdict(status), { counted, revealAfter: 3, alone: false });
      expect(JSON.stringify(seen)).not.toContain('8080');
      expect(seen).toMatchObject({
        status,
        score: 0.5,
        findings: [{ text: 'A port is missing.' }, { id: 'count' }],
      });
    }
    expect(forLearner(verdict(status), { counted: 3, revealAfter: 3, alone: false })).toEqual(
      verdict(status),
    );
  },
);

test('a learner who is right sees everything at once', () => {
  expect(forLearner(verdict('correct'), { counted: 1, revealAfter: 3, alone: false })).toEqual(
    verdict('correct'),
  );
});

test('who studies alone is shown what an undecided answer is to be compared with, and nothing else', () => {
  const note = {
    id: 'unclear',
    tone: 'note' as const,
    text: 'What is meant?',
    reveal: 'Compare: it is blue.',
    evidence: [],
  };
  const undecided = { ...verdict('needs-review'), findings: [...verdict('needs-review').findings, note] };
  const seen = (alone: boolean) =>
    JSON.stringify(forLearner(undecided, { counted: 1, revealAfter: 3, alone }));
  expect(seen(true)).toContain('it is blue');
  expect(seen(true)).not.toContain('8080');
  expect(seen(false)).not.toContain('it is blue');
});
