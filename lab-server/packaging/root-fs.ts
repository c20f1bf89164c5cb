import { rmSync } from 'node:fs';
import path from 'node:path';
import { run } from '../common/exec.ts';
import { debianMirror } from '../hosts/image/mirror.ts';
import { childEnv } from '../settings/environment.ts';
import { ensurePackages } from '../setup/packages.ts';
import { SetupError } from '../setup/setup-error.ts';
import type { Architecture } from './architecture.ts';
import { RELEASE } from './closure.ts';
import { depends } from './control.ts';
import { packDeb } from './deb.ts';
import type { Laid } from './lay-out.ts';

/** What makes a root file system that of a machine, which boots by itself. */
export interface Machine {
  packages: readonly string[];
  /** A script of sh that is called with the root's folder once all is in it. */
  script: string;
}

/** The client that asks a network for an address, where nobody else does (busybox; udhcpc(8)). */
const DHCP = 'udhcpc';
/** Files of Debian's packages that nobody reads there (dpkg path-exclude patterns, dpkg(1)). */
const LEFT_OUT = ['doc', 'info', 'lintian', 'locale', 'man'].map((name) => `/usr/share/${name}/*`);
const KEPT = ['/usr/share/doc/*/copyright', '/usr/share/doc/vethlab/*'];

/**
 * Writes a root file system as a tar file: the smallest Debian that has all that the package depends on, with vethlab in it. In a container it
 * is laid out; a machine has it as the package. Programs of another architecture than this machine's must run here all the same
 * (qemu-user-static with binfmt_misc).
 * @param file the tar file to write.
 * @throws SetupError
 */
export async function writeRootFs(
  laid: Laid,
  architecture: Architecture,
  file: string,
  tell: (doing: string) => void,
  machine?: Machine,
): Promise<void> {
  await ensurePackages({ mmdebstrap: 'mmdebstrap' }, tell);
  const mirror = await debianMirror();
  if (!mirror) {
    throw new SetupError(
      'apt on this machine knows no Debian mirror to take the system from; add one to /etc/apt/sources.list.d.',
    );
  }
  tell('downloading and unpacking Debian packages');
  rmSync(file, { force: true });
  const needed = [...depends.map((one) => one.replace(/ .*/, '')), ...(machine?.packages ?? [DHCP])];
  const { code, stderr } = await run(
    [
      'mmdebstrap',
      '--mode=unshare',
      '--variant=essential',
      '--format=tar',
      `--architectures=${architecture.debian}`,
      `--include=${needed.join(',')}`,
      ...LEFT_OUT.map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
      ...KEPT.map((pattern) => `--dpkgopt=path-include=${pattern}`),
      ...(machine ? await asPackage(laid, architecture, machine) : [hook(`sync-in '${laid.tree}' /`)]),
      RELEASE,
      file,
      mirror,
    ],
    // Files of the result are not later than this. Not /tmp, which may be memory.
    { env: childEnv({ SOURCE_DATE_EPOCH: String(laid.seconds), TMPDIR: '/var/tmp' }), timeoutMs: 3_600_000 },
  );
  if (code === 0) return;
  const complaint = stderr.split('\n').find((line) => line.startsWith('E: ')) ?? stderr.trim().slice(-300);
  throw new SetupError(
    `the system of the image for ${architecture.debian} can't be put together (${complaint}); connect this machine to its Debian mirror and try again.`,
  );
}

const hook = (command: string) => `--customize-hook=${command}`;

async function asPackage(laid: Laid, architecture: Architecture, machine: Machine): Promise<string[]> {
  const deb = `${laid.tree}.deb`;
  await packDeb(laid, architecture, deb, false);
  return [
    hook(`upload '${deb}' /vethlab.deb`),
    hook('chroot "$1" dpkg --install /vethlab.deb && rm "$1/vethlab.deb"'),
    hook(`sh '${path.resolve(machine.script)}' "$1"`),
  ];
}
