import type { z } from 'zod';
import { type LabHost, ObserveError, type RunOptions, type RunResult } from '../define.ts';
import { ended } from '../words.ts';

/** Runs a command that must succeed. @throws ObserveError with what it said when it does not. */
export async function look(host: LabHost, argv: readonly string[], options?: RunOptions): Promise<RunResult> {
  return succeeded(await host.run(argv, options));
}

/** @throws ObserveError when it did not succeed. */
export function succeeded(result: RunResult): RunResult {
  if (result.code === 0) return result;
  const said = (result.stderr || result.stdout).trim().slice(0, 200);
  throw new ObserveError(
    ended(`Looking at your lab host failed: ${result.argv.join(' ')}: ${said || `status ${result.code}`}`),
  );
}

/** Characters that JSON does not allow as they are. `ip -j` prints them when an interface's name has them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\0-\x08\x0b-\x1f]/g;

/** Reads JSON that a tool printed. @throws ObserveError when it is not of the shape that tool prints. */
export function readJson<T extends z.ZodType>(schema: T, printed: string, tool: string): z.infer<T> {
  let value: unknown;
  try {
    value = JSON.parse(printed.replaceAll(CONTROL, '\ufffd'));
  } catch {
    throw new ObserveError(`${tool} on your lab host printed something that is not JSON.`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ObserveError(
    `${tool} on your lab host printed something unexpected: ${issue?.path.join('.')} ${issue?.message}.`,
  );
}
