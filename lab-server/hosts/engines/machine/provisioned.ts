import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { Framework, ScenarioContainer } from '../../../../protocol/scenario.ts';
import { clients } from './clients.ts';
import { places } from './places.ts';

/** One thing that was made on this machine, noted so that it can be removed again. */
const Made = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('packages'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('image'), framework: Framework }),
  z.object({ kind: z.literal('container'), framework: Framework, container: ScenarioContainer }),
]);
export type Made = z.infer<typeof Made>;

/** What was provisioned, in the order in which it was made. */
export function readProvisioned(): Made[] {
  if (!existsSync(places.provisioned)) return [];
  return z.array(Made).parse(JSON.parse(readFileSync(places.provisioned, 'utf8')));
}

export async function writeProvisioned(all: readonly Made[]): Promise<void> {
  if (all.length === 0) return rm(places.provisioned, { force: true });
  await mkdir(path.dirname(places.provisioned), { recursive: true });
  const draft = `${places.provisioned}.new`;
  await writeFile(draft, JSON.stringify(all, null, 2));
  await rename(draft, places.provisioned);
}

/**
 * Makes again what was provisioned and is gone, and starts what should run and does not. Leaves alone what others have made.
 * @returns the number of containers that it made or started.
 */
export async function restoreProvisioned(): Promise<number> {
  let count = 0;
  for (const made of readProvisioned()) {
    if (made.kind !== 'container') continue;
    const { container } = made;
    const client = clients[made.framework];
    if (!(await client.has(container.name))) await client.make(container);
    else if (container.running && !(await client.isRunning(container.name)))
      await client.start(container.name);
    else continue;
    count++;
  }
  return count;
}
