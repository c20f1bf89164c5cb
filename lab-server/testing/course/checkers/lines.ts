import { z } from 'zod';
import { defineChecker, ObserveError } from '../../../../checkers/define.ts';

/** Asks for the lines of lines.txt; a part of them scores a part. */
export default defineChecker({
  answer: z.strictObject({ lines: z.array(z.string().max(100)).max(50) }),
  async observe(host) {
    const { code, stdout, stderr } = await host.run(['sort', 'lines.txt']);
    if (code !== 0) throw new ObserveError(`lines.txt cannot be read: ${stderr.trim()}`);
    return stdout.split('\n').filter(Boolean);
  },
  judge({ lines }, seen) {
    const found = seen.filter((line) => lines.includes(line)).length;
    const score = found / seen.length;
    const text = `${found} of the lines are there.`;
    return {
      status: score === 1 ? 'correct' : score > 0 ? 'partial' : 'incorrect',
      score,
      findings: [{ id: 'lines', tone: 'note', text, evidence: [] }],
    };
  },
});
