import path from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { besideIn, type OnData } from '../store/backup.ts';
import { StoreError } from '../store/migrate.ts';
import { type Given, giveData, giveFolder, ownerOf, startUnprivileged } from './unprivileged.ts';

const Counts = { courses: z.array(z.string()), classes: z.int(), learners: z.int(), attempts: z.int() };
const Packed = z.object({ at: z.string(), ...Counts });
const Inspected = z.object({ schema: z.int(), ...Counts });
/** What the data's owner answers, on one line: that the work is done, or why not, in words. */
const Answer = <T extends z.ZodType>(done: T) =>
  z.union([z.object({ done }), z.object({ why: z.string().max(2000) })]);

/**
 * A backup's work on the data, done by the data's owner (store/backup-data.ts). So root never opens a database or a link that an attacker
 * who took over the web server left there.
 */
export const asItsOwner: OnData = {
  async pack(stateDir, out) {
    return ask(Packed, await giveData(stateDir), ['pack'], JSON.stringify(besideIn(stateDir)), out);
  },
  async inspect(folder, file) {
    const owner = ownerOf(path.dirname(folder));
    await giveFolder(folder, owner);
    return ask(Inspected, { dataDir: folder, owner }, ['inspect', file], '', 'ignore');
  },
};

async function ask<T extends z.ZodType>(
  schema: T,
  given: Given,
  args: string[],
  input: string,
  out: number | 'ignore',
): Promise<z.infer<T>> {
  const child = startUnprivileged(given, 'store/backup-data.ts', args, { stdio: ['pipe', out, 'pipe'] });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  child.stdin?.on('error', () => {}); // the child may end without reading
  child.stdin?.end(input);
  const said = child.stderr ? await text(child.stderr) : '';
  await ended;
  const { data: answer } = Answer(schema).safeParse(jsonIn(said));
  if (answer && 'done' in answer) return answer.done as z.infer<T>;
  throw new StoreError(
    answer && 'why' in answer ? answer.why : `the data could not be read: ${said.trim().slice(-600)}`,
  );
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line.trim().split('\n').at(-1) ?? '');
  } catch {
    return undefined;
  }
}
