import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must, run } from '../common/exec.ts';
import { debianMirror } from '../hosts/image/mirror.ts';
import { childEnv } from '../settings/environment.ts';
import { SetupError } from '../setup/setup-error.ts';
import type { Architecture } from './architecture.ts';

/** The release of Debian that bundles are for, as is the lab image. */
export const RELEASE = 'trixie';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

/**
 * Fetches Debian packages and all that they depend on, down to the C library, from the mirror of this machine's apt, into a
 * folder. With that a machine of this release lacks nothing, whatever its state, and apt there takes what it needs.
 * @param work a folder for apt's own files, for this architecture only.
 * @throws SetupError
 */
export async function fetchClosure(
  names: readonly string[],
  { debian }: Architecture,
  { work, target }: { work: string; target: string },
  tell: (doing: string) => void,
): Promise<void> {
  const mirror = await debianMirror();
  if (!mirror) {
    throw new SetupError(
      'apt on this machine knows no Debian mirror to fetch packages from; add one to /etc/apt/sources.list.d.',
    );
  }
  if (!existsSync(KEYRING)) {
    throw new SetupError(
      `there is no ${KEYRING} to know Debian's packages by; apt-get install debian-archive-keyring.`,
    );
  }
  const config = aptRoot(work, target, debian, mirror);
  const env = childEnv({ APT_CONFIG: config, DEBIAN_FRONTEND: 'noninteractive' });
  const apt = async (doing: string, ...args: string[]) => {
    tell(doing);
    const { code, stderr, stdout } = await run(['apt-get', '-q', '-y', ...args], {
      env,
      timeoutMs: 1_800_000,
    });
    if (code === 0) return;
    const complaint = stderr.split('\n').find((line) => line.startsWith('E: ')) ?? stdout.trim().slice(-300);
    throw new SetupError(
      `the Debian packages for ${debian} can't be fetched (${complaint}); connect this machine to its mirror and try again.`,
    );
  };
  await apt('reading package lists', 'update');
  await apt('fetching Debian packages', 'install', '--download-only', '--no-install-recommends', ...names);
  for (const name of ['lock', 'partial']) rmSync(path.join(target, name), { recursive: true, force: true });
}

/** Makes a root for apt on which nothing is installed. @returns its configuration file. */
function aptRoot(work: string, target: string, architecture: string, mirror: string): string {
  rmSync(path.join(work, 'state'), { recursive: true, force: true });
  for (const folder of ['etc/preferences.d', 'state/lists/partial', 'cache'])
    mkdirSync(path.join(work, folder), { recursive: true });
  mkdirSync(path.join(target, 'partial'), { recursive: true });
  writeFileSync(path.join(work, 'state/status'), '');
  writeFileSync(
    path.join(work, 'etc/sources.list'),
    `deb [arch=${architecture} signed-by=${KEYRING}] ${mirror} ${RELEASE} main\n`,
  );
  const config = path.join(work, 'apt.conf');
  writeFileSync(
    config,
    `Dir::Etc "${work}/etc";
Dir::Etc::sourcelist "sources.list";
Dir::Etc::sourceparts "-";
Dir::State "${work}/state";
Dir::State::status "${work}/state/status";
Dir::Cache "${work}/cache";
Dir::Cache::archives "${target}";
Dir::Log "${work}/state";
APT::Architecture "${architecture}";
APT::Architectures { "${architecture}"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
`,
  );
  return config;
}

/** Writes the index that lets apt take packages from a folder (Debian's repository format). */
export async function writeIndex(folder: string): Promise<void> {
  const entries: string[] = [];
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.deb'))
    .sort()) {
    const file = path.join(folder, name);
    const fields = (await must(['dpkg-deb', '--field', file])).trimEnd();
    const sum = createHash('sha256').update(readFileSync(file)).digest('hex');
    entries.push(`${fields}\nFilename: ./${name}\nSize: ${statSync(file).size}\nSHA256: ${sum}\n`);
  }
  writeFileSync(path.join(folder, 'Packages'), entries.join('\n'));
}
