import { engines } from '../hosts/engines/registry.ts';
import { folders } from './folders.ts';
import { endTerminals } from './unprivileged.ts';

/** Ends the lab hosts and terminals that a killed lab server left in a state folder, whatever its engine was. */
export async function endHosts(stateDir: string): Promise<void> {
  await endTerminals(stateDir);
  for (const kind of engines.kinds) await kind.endLeft({ ...folders, state: stateDir });
}
