import { z } from 'zod';
import { defineChecker } from '../../../../checkers/define.ts';

/** A task of this course alone: there must be a file named flag. */
export default defineChecker({
  answer: z.strictObject({}),
  observe: async (host) => (await host.run(['test', '-e', 'flag'])).code === 0,
  judge(_answer, isThere) {
    const finding = {
      id: 'flag',
      tone: isThere ? ('right' as const) : ('wrong' as const),
      text: isThere ? 'The flag is up.' : 'There is no flag yet.',
      evidence: [],
    };
    return { status: isThere ? 'correct' : 'incorrect', score: isThere ? 1 : 0, findings: [finding] };
  },
});
