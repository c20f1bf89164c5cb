import type { LabHost, RunOptions, RunResult } from '../define.ts';
import { look } from './read.ts';

interface Waiting {
  argv: readonly string[];
  resolve(result: RunResult): void;
  reject(error: unknown): void;
}

/**
 * The same host, on which commands that are asked for at once are run in one go, one after another: to enter a host costs
 * more than most commands do. What they write to stderr is lost, and their time limit is that of all together.
 */
export function batched(host: LabHost): LabHost {
  let waiting: Waiting[] = [];
  const runAll = async () => {
    const batch = waiting;
    waiting = [];
    try {
      const results = await runTogether(
        host,
        batch.map(({ argv }) => argv),
      );
      for (const [i, { resolve }] of batch.entries()) resolve(results[i] as RunResult);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  return {
    run(argv: readonly string[], options?: RunOptions) {
      if (options) return host.run(argv, options);
      if (waiting.length === 0) queueMicrotask(runAll);
      const { promise, resolve, reject } = Promise.withResolvers<RunResult>();
      waiting.push({ argv, resolve, reject });
      return promise;
    },
  };
}

async function runTogether(host: LabHost, commands: readonly (readonly string[])[]): Promise<RunResult[]> {
  // Each command's output and status on a line of their own: nothing in base64 can be taken for another line.
  const script = commands.map(
    (argv) => `{ ${argv.map(quoted).join(' ')}; printf %s "-$?"; } 2> /dev/null | base64 -w 0; echo`,
  );
  const { stdout } = await look(host, ['sh', '-c', script.join('\n')]);
  const lines = stdout.split('\n');
  return commands.map((argv, i) => {
    const printed = Buffer.from(lines[i] ?? '', 'base64').toString();
    const end = printed.lastIndexOf('-');
    return { argv, stdout: printed.slice(0, end), stderr: '', code: Number(printed.slice(end + 1)) };
  });
}

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
