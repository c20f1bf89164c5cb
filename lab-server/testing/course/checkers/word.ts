import { z } from 'zod';
import { defineChecker, ObserveError } from '../../../../checkers/define.ts';

/** Asks for the content of word.txt. A test can make that file a named pipe, so that the check waits until it writes there. */
export default defineChecker({
  answer: z.strictObject({ word: z.string().max(100) }),
  async observe(host) {
    const { code, stdout, stderr } = await host.run(['cat', 'word.txt']);
    if (code !== 0) throw new ObserveError(`word.txt cannot be read: ${stderr.trim()}`);
    return stdout.trim();
  },
  judge({ word }, seen) {
    const right = word === seen;
    const finding = {
      id: right ? 'the-word' : 'another-word',
      tone: right ? ('right' as const) : ('wrong' as const),
      text: right ? 'That is the word.' : 'The file holds another word.',
      reveal: `The file holds ${seen}.`,
      evidence: [{ command: 'cat word.txt', seen }],
    };
    return { status: right ? 'correct' : 'incorrect', score: right ? 1 : 0, findings: [finding] };
  },
});
