import { createHash } from 'node:crypto';
import path from 'node:path';

/** Names what the lab server of a state directory has on the machine, so that two lab servers on one machine share none of it. */
export function instanceName(stateDir: string): string {
  return `vethlab-${createHash('sha256').update(path.resolve(stateDir)).digest('hex').slice(0, 8)}`;
}
