import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/setup-error.ts';
import type { Architecture } from './architecture.ts';

const MAGIC = Buffer.from('\x7fELF', 'latin1');

/** e_machine of an ELF file, little-endian as both architectures are (elf(5)); undefined where it is none. */
export function elfMachine(header: Buffer): number | undefined {
  if (header.length < 20 || !header.subarray(0, 4).equals(MAGIC)) return undefined;
  return header.readUInt16LE(18);
}

/**
 * Sees that every program and library below a folder is for an architecture.
 * @returns how many there are. @throws SetupError naming those that are not.
 */
export function checkMachines(folder: string, { debian, elfMachine: wanted }: Architecture): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const machines = files.flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const machine = elfMachine(head(file));
    return machine === undefined ? [] : [{ file, machine }];
  });
  const wrong = machines.filter(({ machine }) => machine !== wanted).map(({ file }) => file);
  if (wrong.length === 0) return machines.length;
  throw new SetupError(
    `these are not for ${debian}: ${wrong.join(', ')}. Remove the folder of what was fetched for it, and build again.`,
  );
}

function head(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(20);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, 20, 0));
  } finally {
    closeSync(descriptor);
  }
}
