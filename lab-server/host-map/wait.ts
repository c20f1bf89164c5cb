import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type LabHost, ObserveError, type RunResult } from '../../checkers/define.ts';

const SCRIPT = readFileSync(path.join(import.meta.dirname, 'until-changed.pl'), 'utf8');

/** What one look may take on a slow machine, in seconds. */
const LOOK = 15;

/** The host is as it was, and the time to wait is over. */
export class Unchanged extends Error {
  override name = 'Unchanged';
}

/** How a host looks without looking closer. */
export interface Glance {
  /** The same as long as nothing that a map shows has changed. */
  mark: string;
  /** How long it took to become so, in ms. */
  waited: number;
  /** The same of each network namespace that a process is in, by inode number. */
  inner: Map<number, string>;
}

/**
 * The same host, whose first command is run once it is not as `seen` any more (until-changed.pl), in the same go: to enter a host
 * takes longer than to look at it. `glance` is known from then on.
 * @param seen the mark of what the asker has; none runs it at once.
 * @param seconds how long to wait; then `run` throws Unchanged.
 */
export function onceChanged(host: LabHost, seen: string, seconds: number): LabHost & { glance?: Glance } {
  let begun = false;
  const waiting: LabHost & { glance?: Glance } = {
    async run(argv, options) {
      if (begun) return host.run(argv, options);
      begun = true;
      const wait = ['perl', '-e', SCRIPT, '--', seen, String(seconds), ...argv];
      const result = await host.run(wait, { timeoutMs: (seconds + LOOK) * 1000 });
      if (result.code === 0 && result.stdout === '') throw new Unchanged();
      const { glance, rest } = splitOff(result);
      waiting.glance = glance;
      return { ...result, argv, stdout: rest };
    },
  };
  return waiting;
}

function splitOff({ stdout, stderr }: RunResult): { glance: Glance; rest: string } {
  const end = stdout.indexOf('\n\n');
  const [first = '', ...lines] = stdout.slice(0, end).split('\n');
  const [, mark = '', waited] = /^([0-9a-f]{16}) (\d+)$/.exec(first) ?? [];
  if (end < 0 || mark === '') {
    throw new ObserveError(`Looking at your lab host failed: ${stderr.trim().slice(0, 200) || 'no answer'}.`);
  }
  const inner = lines.map((line) => line.split(' ') as [string, string]);
  return {
    glance: {
      mark,
      waited: Number(waited),
      inner: new Map(inner.map(([inode, its]) => [Number(inode), its])),
    },
    rest: stdout.slice(end + 2),
  };
}
