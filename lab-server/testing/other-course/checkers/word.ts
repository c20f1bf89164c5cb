import { z } from 'zod';
import { defineChecker } from '../../../../checkers/define.ts';

/** Has the name of an exercise and a checker of the first course, and asks for another answer: what word.txt holds, backwards. */
export default defineChecker({
  answer: z.strictObject({ word: z.string().max(100) }),
  async observe(host) {
    const { stdout } = await host.run(['cat', 'word.txt']);
    return [...stdout.trim()].toReversed().join('');
  },
  judge({ word }, seen) {
    const right = word === seen;
    const text = right ? 'That is it, backwards.' : 'Backwards it is another word.';
    const finding = { id: 'word', tone: right ? ('right' as const) : ('wrong' as const), text, evidence: [] };
    return { status: right ? 'correct' : 'incorrect', score: right ? 1 : 0, findings: [finding] };
  },
});
