import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { architectureOf } from './architecture.ts';
import { checkMachines, elfMachine } from './elf.ts';

/** The first 20 bytes of Node 24.21.0 for Linux on arm64. */
const ARM64 = Buffer.from('7f454c4602010103000000000000000002 00b700'.replaceAll(' ', ''), 'hex');

test('an ELF file says which machine it is for, and no other file does', () => {
  const file = path.join(temporaryFolder(), 'file');
  const machineOf = (content: string | Buffer) => {
    writeFileSync(file, content);
    return elfMachine(file);
  };
  expect(elfMachine(process.execPath)).toBe(architectureOf().elfMachine);
  expect(machineOf(ARM64)).toBe(183);
  expect(machineOf('#!/bin/sh\necho not a program')).toBeUndefined();
  expect(machineOf(Buffer.alloc(3))).toBeUndefined();
});

test('one file for another machine fails the whole folder, and is named', () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'lib'));
  writeFileSync(path.join(folder, 'lib/right.node'), ARM64);
  writeFileSync(path.join(folder, 'lib/text.js'), 'export {};');
  expect(checkMachines(folder, architectureOf('arm64'))).toEqual([path.join(folder, 'lib/right.node')]);
  expect(() => checkMachines(folder, architectureOf('amd64'))).toThrow(/right\.node/);
});
