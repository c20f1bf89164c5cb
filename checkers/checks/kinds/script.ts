import { z } from 'zod';
import { ObserveError } from '../../define.ts';
import { succeeded } from '../../observe/read.ts';
import { defineCheck } from '../contract.ts';

/** Seconds that the commands may take, and how many characters of the end of their output are kept. */
const LIMITS = { seconds: 10, characters: 2_000 };

export default defineCheck({
  about: `Commands end with status 0 on the host, within ${LIMITS.seconds} s. They run with the host's own files and programs, which a learner can change: whoever replaces a program on the host can make it hold. Take another kind where one says what you mean. Of a task that marks itself they run every few seconds, so they must change nothing.`,
  params: z.strictObject({
    run: z
      .string()
      .min(1)
      .max(20_000)
      .refine((text) => !text.includes('\0'), 'Commands have no NUL in them.')
      .describe('Commands of a bash, in a login shell without a terminal or input.'),
    as: z.enum(['root', 'pi']).default('pi').describe('Who runs them, in their home directory.'),
  }),
  example: { run: 'test -f /home/pi/notes.txt', as: 'pi' },
  async observe(at, { run, as }) {
    // Both streams as one, in the order in which it was printed.
    const argv = ['bash', '--login', '-c', `exec 2>&1\n${run}`];
    const timeoutMs = LIMITS.seconds * 1000;
    const result = await at.host.run(argv, { inside: as, timeoutMs }).catch((error) => {
      if (error instanceof ObserveError) return null;
      throw error;
    });
    // The script also fails when the host is switched off, which is not the answer's fault.
    if (result?.code !== 0) succeeded(await at.host.run(['true']));
    return result && { code: result.code, output: endOf(result.stderr + result.stdout) };
  },
  judge({ run, as }, ended) {
    const shell = as === 'root' ? 'sudo bash -c' : 'bash -c';
    const command = `${shell} '${run.trim().replaceAll("'", "'\\''")}'`;
    const status = ended
      ? `exit status ${ended.code}`
      : `it did not end within ${LIMITS.seconds} s, or printed too much`;
    const seen = ended?.output ? `${status}\n${ended.output}` : status;
    const holds = ended?.code === 0;
    return {
      holds,
      text: holds ? 'The commands of this check succeed.' : 'The commands of this check do not succeed yet.',
      evidence: [{ command, seen }],
    };
  },
});

function endOf(output: string): string {
  const text = output.trim();
  return text.length > LIMITS.characters ? `…${text.slice(-LIMITS.characters)}` : text;
}
