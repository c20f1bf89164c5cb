import { readdirSync, readFileSync } from 'node:fs';
import { ID_COUNT } from './oci-config.ts';

/** Every process of a host, as this machine numbers them: by its user id, since each host has ids of its own. */
export function processesOf({ base }: { base: number }): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const uid = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
      return uid >= base && uid < base + ID_COUNT;
    } catch {
      // The process ended meanwhile.
      return false;
    }
  });
}
