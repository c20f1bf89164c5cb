import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temporary.ts';

/** A file system of its own, of a few MiB, which is removed after the test. Making it takes root. */
export class SmallDisk {
  readonly folder: string;

  constructor(kind: 'tmpfs' | 'ext4', mebibytes: number) {
    const around = temporaryFolder();
    this.folder = path.join(around, 'disk');
    mkdirSync(this.folder);
    if (kind === 'tmpfs') {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'vethlab-test', this.folder]);
    } else {
      const image = path.join(around, 'image');
      execFileSync('truncate', [`--size=${mebibytes}M`, image]);
      execFileSync('mkfs.ext4', ['-q', '-m', '0', image]);
      execFileSync('mount', ['-o', 'loop', image, this.folder]);
    }
    onTestFinished(() => void execFileSync('umount', ['--lazy', this.folder]));
  }

  /** Writes until there is no room for another byte. */
  fill(): void {
    for (const [name, bytes] of [
      ['large', 65_536],
      ['small', 512],
    ] as const) {
      const file = openSync(path.join(this.folder, name), 'a');
      try {
        for (;;) writeSync(file, Buffer.alloc(bytes, 1));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    }
  }

  /** Removes what `fill` wrote. */
  free(): void {
    for (const name of ['large', 'small']) rmSync(path.join(this.folder, name), { force: true });
  }
}
