import { z } from 'zod';
import { defineChecker, ObserveError } from '../../../../checkers/define.ts';

/** A task: done.txt must hold the word veth. Each look leaves a line in looks.txt, so that a test can count them. */
export default defineChecker({
  answer: z.strictObject({}),
  async observe(host) {
    const { stdout, stderr } = await host.run(['sh', '-c', 'echo look >> looks.txt; cat done.txt']);
    if (stderr && !stderr.includes('No such file')) throw new ObserveError(`done.txt: ${stderr.trim()}`);
    return stdout.trim();
  },
  judge(_answer, seen) {
    const right = seen === 'veth';
    const finding = {
      id: right ? 'done' : 'not-done',
      tone: right ? ('right' as const) : ('wrong' as const),
      text: right ? 'The word is there.' : 'The word is not there yet.',
      evidence: [{ command: 'cat done.txt', seen }],
    };
    return { status: right ? 'correct' : 'incorrect', score: right ? 1 : 0, findings: [finding] };
  },
});
