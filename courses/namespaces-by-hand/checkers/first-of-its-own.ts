import { defineChecker } from 'vethlab/checkers/define.ts';
import { z } from 'zod';

const NAME = 'sleep';

interface Process {
  /** On the host. */
  pid: number;
  /** In the innermost PID namespace that it is in; undefined where that is the host's own. */
  inner: number | undefined;
}

/** A program of that name is process 1 of a PID namespace that is not the host's. Facts: the processes of that name. */
export default defineChecker({
  answer: z.strictObject({}),
  async observe(host): Promise<Process[]> {
    // Processes that end meanwhile make grep fail, and leave nothing out that is there.
    const { stdout } = await host.run(['sh', '-c', "grep -hE '^(Name|NSpid):' /proc/[0-9]*/status"]);
    return [...stdout.matchAll(/^Name:\t(.*)\nNSpid:\t(\d+)(?:\t(?:\d+\t)*(\d+))?$/gm)]
      .filter(([, name]) => name === NAME)
      .map(([, , pid, inner]) => ({
        pid: Number(pid),
        inner: inner === undefined ? undefined : Number(inner),
      }));
  },
  judge(_answer, processes) {
    const seen = processes.map(({ pid, inner }) => `${NAME}: ${pid}${inner ? `, in there ${inner}` : ''}`);
    const evidence = [{ command: 'grep NSpid /proc/*/status', seen: seen.join('\n') || `no ${NAME}` }];
    const first = processes.find(({ inner }) => inner === 1);
    if (first) {
      const text = `Process ${first.pid} is number 1 in a namespace of its own.`;
      return { status: 'correct', score: 1, findings: [{ id: 'first', tone: 'right', text, evidence }] };
    }
    const isInside = processes.some(({ inner }) => inner !== undefined);
    const [id, text] = isInside
      ? ['not-first', `${NAME} is in a PID namespace of its own, and not its first process.`]
      : ['no-namespace', `No ${NAME} is in a PID namespace but the host’s own yet.`];
    return { status: 'incorrect', score: 0, findings: [{ id, tone: 'wrong', text, evidence }] };
  },
});
