import { existsSync } from 'node:fs';
import { must, run } from '../common/exec.ts';
import { engines } from '../hosts/engines/registry.ts';
import { childEnv } from '../settings/environment.ts';
import { SetupError } from './setup-error.ts';

/** Debian packages that lab hosts need without ENGINE, each with a program by which the package is known. */
export const hostPackages = engines.byDefault.packages;

/** Packages that the browser tests need besides. */
export const testPackages: Readonly<Record<string, string>> = {
  chromium: 'chromium',
  openssl: 'openssl',
  'openssh-client': 'ssh',
  caddy: 'caddy',
  nginx: 'nginx',
  apache2: 'apache2',
  'docker.io': 'dockerd',
  podman: 'podman',
};

/** The packages whose program is not on this machine. */
export function missingPackages(packages: Readonly<Record<string, string>>): string[] {
  const places = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  return Object.entries(packages)
    .filter(([, program]) => !places.some((place) => existsSync(`${place}/${program}`)))
    .map(([name]) => name);
}

/**
 * Installs the missing packages with apt.
 * @returns words for what was done. @throws SetupError
 */
export async function ensurePackages(
  packages: Readonly<Record<string, string>>,
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
  const env = childEnv({ DEBIAN_FRONTEND: 'noninteractive' });
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
