import { existsSync } from 'node:fs';
import { must, run } from '../hosts/exec.ts';
import { SetupError } from './setup-error.ts';

/** Debian packages of this machine that making lab hosts takes, each with a program to know it by. */
export const hostPackages: Record<string, string> = {
  crun: 'crun',
  e2fsprogs: 'mkfs.ext4',
  mmdebstrap: 'mmdebstrap',
  iproute2: 'ip',
  'util-linux': 'nsenter',
  procps: 'sysctl',
  tar: 'tar',
  'perl-base': 'perl',
};

/** What it takes where this machine is the lab host itself: what learners look with, and what the checkers do. */
const machinePackages: Record<string, string> = {
  sudo: 'sudo',
  passwd: 'useradd',
  nmap: 'nmap',
  curl: 'curl',
  iproute2: 'ss',
  'net-tools': 'netstat',
  'util-linux': 'nsenter',
  procps: 'pkill',
  tcpdump: 'tcpdump',
  'perl-base': 'perl',
};

export const packagesFor = { namespaces: hostPackages, machine: machinePackages };

/** What the browser tests take besides. */
export const testPackages: Record<string, string> = { chromium: 'chromium' };

/** Those of the packages whose program is not on this machine. */
export function missingPackages(packages: Record<string, string>): string[] {
  const places = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  return Object.entries(packages)
    .filter(([, program]) => !places.some((place) => existsSync(`${place}/${program}`)))
    .map(([name]) => name);
}

/**
 * Installs those that are missing, with apt.
 * @returns words for what was done. @throws SetupError
 */
export async function ensurePackages(
  packages: Record<string, string>,
  tell: (doing: string) => void,
): Promise<string> {
  const missing = missingPackages(packages);
  if (missing.length === 0) return 'there';
  const names = missing.join(' ');
  if (!existsSync('/usr/bin/apt-get')) {
    throw new SetupError(
      `this machine lacks ${names} and has no apt to install them; install them and start again.`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    tell('reading package lists');
    await must(['apt-get', 'update', '-q'], { env, timeoutMs: 300_000 });
    tell(`installing ${names}`);
    await must(['apt-get', 'install', '-yq', '--no-install-recommends', ...missing], {
      env,
      timeoutMs: 900_000,
    });
  } catch (error) {
    const { stdout } = await run([
      'apt-get',
      'indextargets',
      '--format',
      '$(REPO_URI)',
      'Created-By: Packages',
    ]);
    const why = stdout.trim()
      ? `apt could not install them (${lastLine(error)}); connect this machine to its Debian mirror`
      : 'apt on this machine knows no mirror; add one to /etc/apt/sources.list.d';
    throw new SetupError(`this machine lacks ${names}, and ${why} and start again.`, { cause: error });
  }
  return `installed ${names}`;
}

function lastLine(error: unknown): string {
  return (error as Error).message.trim().split('\n').at(-1) ?? '';
}
