import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type LabHost, lookedTooLong, ObserveError, type RunResult } from '../../checkers/define.ts';
import { BY_SIGNAL } from '../common/exec.ts';

const SCRIPT = readFileSync(path.join(import.meta.dirname, 'until-changed.pl'), 'utf8');

/** The longest that one look may take on a slow machine, in seconds. */
const LOOK = 15;

/** The host has not changed, and the time to wait is over. */
export class Unchanged extends Error {
  override name = 'Unchanged';
}

/** A host as a first glance shows it. */
export interface Glance {
  /** Stays the same as long as nothing that a map shows has changed. */
  fingerprint: string;
  /** How long it took until the host was like this, in ms. */
  waited: number;
  /** A fingerprint of each network namespace that a process is in, by inode number. */
  inner: Map<number, string>;
}

interface Asked {
  argv: readonly string[];
  resolve(result: RunResult): void;
  reject(error: unknown): void;
}

/**
 * The same host, but commands that are asked for together run only once the host has changed from `seen` (until-changed.pl). They run in one
 * go, since entering a host takes longer than looking at it. Their output on stderr is lost. `glance` is known from then on.
 * @param seen the fingerprint of the state that the asker has. Without it the commands run at once.
 * @param seconds how long to wait; then every `run` throws Unchanged.
 */
export function onceChanged(host: LabHost, seen: string, seconds: number): LabHost & { glance?: Glance } {
  const asked: Asked[] = [];
  let begun = false;
  const runAll = async (): Promise<void> => {
    begun = true;
    try {
      const words = asked.flatMap(({ argv }) => [String(argv.length), ...argv]);
      const argv = ['perl', '-e', SCRIPT, '--', seen, String(seconds), ...words];
      const printed = await host.run(argv, { timeoutMs: (seconds + LOOK) * 1000 });
      if (printed.code === 0 && printed.stdout === '') throw new Unchanged();
      const { glance, results } = read(printed);
      waiting.glance = glance;
      for (const [i, { argv, resolve, reject }] of asked.entries()) {
        const result = resultOf(results[i]);
        if (result.code === BY_SIGNAL) reject(lookedTooLong(argv[0] ?? ''));
        else resolve({ ...result, argv });
      }
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };
  const waiting: LabHost & { glance?: Glance } = {
    run(argv, options) {
      if (begun || options) return host.run(argv, options);
      if (asked.length === 0) queueMicrotask(runAll);
      const { promise, resolve, reject } = Promise.withResolvers<RunResult>();
      asked.push({ argv, resolve, reject });
      return promise;
    },
  };
  return waiting;
}

function read({ stdout, stderr }: RunResult): { glance: Glance; results: string[] } {
  const end = stdout.indexOf('\n\n');
  const [first = '', ...lines] = stdout.slice(0, end).split('\n');
  const [, fingerprint = '', waited] = /^([0-9a-f]{16}) (\d+)$/.exec(first) ?? [];
  if (end < 0 || fingerprint === '') {
    throw new ObserveError(`Looking at your lab host failed: ${stderr.trim().slice(0, 200) || 'no answer'}.`);
  }
  const inner = lines.map((line) => line.split(' ') as [string, string]);
  return {
    glance: {
      fingerprint,
      waited: Number(waited),
      inner: new Map(inner.map(([inode, its]) => [Number(inode), its])),
    },
    results: stdout.slice(end + 2).split('\n'),
  };
}

function resultOf(line = ''): Omit<RunResult, 'argv'> {
  const [code = '', hex = ''] = line.split(' ');
  return { code: Number(code), stdout: Buffer.from(hex, 'hex').toString(), stderr: '' };
}
