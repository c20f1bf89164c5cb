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
import type { Laid } from './lay-out.ts';

/** Files of Debian's packages that nobody reads there (dpkg path-exclude patterns, dpkg(1)). */
const LEFT_OUT = ['doc', 'info', 'lintian', 'locale', 'man'].map((name) => `/usr/share/${name}/*`);
const KEPT = '/usr/share/doc/*/copyright';

/**
 * Writes a root file system as a tar file: the smallest Debian that has all that the package depends on, with vethlab laid out in it. Programs
 * of another architecture than this machine's must run here all the same (qemu-user-static with binfmt_misc).
 * @param file the tar file to write.
 * @throws SetupError
 */
export async function writeRootFs(
  { tree, seconds }: Pick<Laid, 'tree' | 'seconds'>,
  { debian }: Architecture,
  file: string,
  tell: (doing: string) => void,
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
  const { code, stderr } = await run(
    [
      'mmdebstrap',
      '--mode=unshare',
      '--variant=essential',
      '--format=tar',
      `--architectures=${debian}`,
      `--include=${depends.map((one) => one.replace(/ .*/, '')).join(',')}`,
      ...LEFT_OUT.map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
      `--dpkgopt=path-include=${KEPT}`,
      `--customize-hook=sync-in '${path.resolve(tree)}' /`,
      RELEASE,
      file,
      mirror,
    ],
    // Files of the result are not later than this. Not /tmp, which may be memory.
    { env: childEnv({ SOURCE_DATE_EPOCH: String(seconds), TMPDIR: '/var/tmp' }), timeoutMs: 3_600_000 },
  );
  if (code === 0) return;
  const complaint = stderr.split('\n').find((line) => line.startsWith('E: ')) ?? stderr.trim().slice(-300);
  throw new SetupError(
    `the system of the image for ${debian} can't be put together (${complaint}); connect this machine to its Debian mirror and try again.`,
  );
}
