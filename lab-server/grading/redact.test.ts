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
      const seen = forLearner(verdict(status), counted, 3);
      expect(JSON.stringify(seen)).not.toContain('8080');
      expect(seen).toMatchObject({
        status,
        score: 0.5,
        findings: [{ text: 'A port is missing.' }, { id: 'count' }],
      });
    }
    expect(forLearner(verdict(status), 3, 3)).toEqual(verdict(status));
  },
);

test('who is right sees everything at once', () => {
  expect(forLearner(verdict('correct'), 1, 3)).toEqual(verdict('correct'));
});
