import { existsSync } from 'node:fs';
import { counted } from '../../checkers/words.ts';
import { engines } from '../hosts/engines/registry.ts';
import { folders } from './folders.ts';

/** The file with hosts at rest that goes with a backup, beside it. */
const hostsFileOf = (backup: string): string => `${backup.replace(/(?:\.tar)?\.gz$/, '')}.hosts.tar.gz`;

/** Packs the hosts at rest of this lab server. @returns what is to be said of it. */
export async function packHosts(backup: string): Promise<string> {
  let count = 0;
  for (const { archive } of engines.kinds) count += (await archive?.pack(folders, hostsFileOf(backup))) ?? 0;
  return count === 0
    ? 'No lab host is at rest. Those that run go to rest when the lab server is stopped; back them up then.'
    : `${hostsFileOf(backup)}: ${counted(count, 'lab host')} at rest, with all that their learners wrote on them.`;
}

/** Brings back the hosts at rest that go with a backup, if any. @returns what is to be said of it. */
export async function unpackHosts(backup: string): Promise<string[]> {
  const file = hostsFileOf(backup);
  if (!existsSync(file)) return [];
  const said: string[] = [];
  for (const { archive } of engines.kinds) {
    if (!archive) continue;
    const { hosts, withoutImage, aside } = await archive.unpack(folders, file);
    said.push(`Restored ${counted(hosts, 'lab host')} at rest from ${file}.`);
    if (withoutImage > 0)
      said.push(
        `Of these, ${withoutImage} need a lab image that is not on this machine; their learners get fresh ones. The vethlab version that made the backup has it.`,
      );
    if (aside)
      said.push(
        `Hosts at rest that they took the place of are in ${aside}; remove it when you do not need it.`,
      );
  }
  return said;
}
