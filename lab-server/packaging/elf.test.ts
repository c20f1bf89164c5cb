import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { architectureOf } from './architecture.ts';
import { checkMachines, elfMachine } from './elf.ts';

/** The first 20 bytes of Node 24.21.0 for Linux on arm64. */
const ARM64 = Buffer.from('7f454c4602010103000000000000000002 00b700'.replaceAll(' ', ''), 'hex');

test('an ELF file says which machine it is for, and nothing else does', () => {
  expect(elfMachine(readFileSync(process.execPath).subarray(0, 20))).toBe(architectureOf().elfMachine);
  expect(elfMachine(ARM64)).toBe(183);
  expect(elfMachine(Buffer.from('#!/bin/sh\necho not a program'))).toBeUndefined();
  expect(elfMachine(Buffer.alloc(3))).toBeUndefined();
});

test('one file of another machine fails the whole folder, by its name', () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'lib'));
  writeFileSync(path.join(folder, 'lib/right.node'), ARM64);
  writeFileSync(path.join(folder, 'lib/text.js'), 'export {};');
  expect(checkMachines(folder, architectureOf('arm64'))).toBe(1);
  expect(() => checkMachines(folder, architectureOf('amd64'))).toThrow(/right\.node/);
});
