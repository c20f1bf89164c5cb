import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { must, run } from '../../lab-server/common/exec.ts';
import { debianMirror } from '../../lab-server/hosts/image/mirror.ts';
import { RELEASE } from '../../lab-server/packaging/closure.ts';
import { folders } from '../../lab-server/setup/folders.ts';

const work = path.join(folders.made, 'test/package');

/** A Debian of the release that packages are for, as small as apt itself allows, on a machine that never has a network. */
export class DebianMachine {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  /** A fresh machine. Its disk is made from the mirror once and kept packed. @param name of its folder. */
  static async make(name: string): Promise<DebianMachine> {
    const packed = path.join(work, 'debian.tar');
    const root = path.join(work, name);
    mkdirSync(work, { recursive: true });
    if (!existsSync(packed)) {
      const partial = `${packed}.partial`;
      const mirror = await debianMirror();
      if (!mirror) throw new Error('apt on this machine knows no Debian mirror to make a machine from.');
      const argv = [
        'mmdebstrap',
        '--variant=minbase',
        '--format=tar',
        '--include=systemd',
        RELEASE,
        partial,
        mirror,
      ];
      await must(argv, { timeoutMs: 900_000 });
      await must(['mv', partial, packed]);
    }
    rmSync(root, { recursive: true, force: true });
    mkdirSync(root);
    await must(['tar', '-xpf', packed, '--numeric-owner', '-C', root], { timeoutMs: 300_000 });
    return new DebianMachine(root);
  }

  /** Puts a file into its /root. @returns its path there. */
  take(file: string): string {
    const there = path.join('/root', path.basename(file));
    copyFileSync(file, path.join(this.root, there));
    return there;
  }

  has(file: string): boolean {
    return existsSync(path.join(this.root, file));
  }

  /** Boots it for one shell script. @returns the whole output, with its exit status. */
  async sh(script: string, timeoutMs = 600_000): Promise<{ code: number; said: string }> {
    const boot = path.join(import.meta.dirname, 'machine.sh');
    const argv = ['sh', boot, this.root, 'sh', '-c', `exec 2>&1\n${script}`];
    const { code, stdout, stderr } = await run(argv, { timeoutMs });
    return { code, said: stdout + stderr };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}
