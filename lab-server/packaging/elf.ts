import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/setup-error.ts';
import type { Architecture } from './architecture.ts';

const MAGIC = Buffer.from('\x7fELF', 'latin1');

/** e_machine of an ELF file, little-endian as on both architectures (elf(5)); undefined if it is no ELF file. */
export function elfMachine(file: string): number | undefined {
  const header = head(file);
  if (header.length < 20 || !header.subarray(0, 4).equals(MAGIC)) return undefined;
  return header.readUInt16LE(18);
}

/**
 * Checks that every program and library below a folder is for an architecture.
 * @returns their files. @throws SetupError naming those that are not.
 */
export function checkMachines(folder: string, { debian, elfMachine: wanted }: Architecture): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const programs = files.flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const machine = elfMachine(file);
    return machine === undefined ? [] : [{ file, machine }];
  });
  const wrong = programs.filter(({ machine }) => machine !== wanted).map(({ file }) => file);
  if (wrong.length === 0) return programs.map(({ file }) => file);
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
