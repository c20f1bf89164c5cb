import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';

/** e_machine of an ELF file (elf.h), by Node's name of the processor. */
const MACHINES: Record<number, NodeJS.Architecture> = { 62: 'x64', 183: 'arm64' };

/**
 * The Linux programs and libraries below a folder, with the processor that each is for: its number where that is another than ours.
 */
export function nativeFiles(folder: string): { file: string; processor: string }[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const machine = machineOf(file);
      if (machine === undefined) return [];
      return [{ file: path.relative(folder, file), processor: MACHINES[machine] ?? String(machine) }];
    });
}

function machineOf(file: string): number | undefined {
  const head = Buffer.alloc(20);
  const open = openSync(file, 'r');
  const bytes = readSync(open, head, 0, head.length, 0);
  closeSync(open);
  if (bytes < head.length || head.toString('latin1', 0, 4) !== '\x7fELF') return undefined;
  return head.readUInt16LE(18);
}
