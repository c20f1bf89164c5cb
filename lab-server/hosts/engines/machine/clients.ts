import { existsSync, readFileSync } from 'node:fs';
import type { Framework, ScenarioContainer } from '../../../../protocol/scenario.ts';
import { must, run } from '../../../common/exec.ts';
import { environment } from '../../../settings/environment.ts';
import { defaultInterface } from './network.ts';

/** ms that a framework may take for one thing, on a slow machine. */
const LIMIT = 180_000;
/** The signal on which busybox's init ends; it ignores the one that LXC sends by default. */
const HALT = 'raw.lxc=lxc.signal.halt = SIGUSR2';

/** What a framework on this machine can be asked for. Each framework is asked through its own client. */
export interface Client {
  /** Debian packages that bring it. */
  packages: string[];
  /** Whether the framework answers. */
  isUp(): Promise<boolean>;
  has(name: string): Promise<boolean>;
  isRunning(name: string): Promise<boolean>;
  hasImage(): Promise<boolean>;
  /** @param folder where the whoami page's images are. */
  loadImage(folder: string): Promise<void>;
  removeImage(): Promise<void>;
  make(container: ScenarioContainer): Promise<void>;
  start(name: string): Promise<void>;
  remove(name: string): Promise<void>;
}

const ok = async (argv: readonly string[]) =>
  run(argv, { timeoutMs: LIMIT, cwd: '/' }).then(
    ({ code }) => code === 0,
    () => false,
  );
const does = async (...argv: string[]) => void (await must(argv, { timeoutMs: LIMIT, cwd: '/' }));

/** The user of this machine whose Podman gets the containers: the caller of sudo, else the first ordinary user; undefined without any. */
export function podmanUser(env = environment): { name: string; uid: number; home: string } | undefined {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, , , home = '']) => ({ name, uid: Number(uid), home }))
    .filter(({ uid, home }) => uid >= 1000 && uid < 60_000 && home.startsWith('/home/'));
  return users.find(({ name }) => name === env.SUDO_USER) ?? users[0];
}

/** Docker and Podman have the same commands. */
function ociClient(packages: string[], prefix: () => string[]): Client {
  return {
    packages,
    isUp: () => ok([...prefix(), 'ps', '-q']),
    has: (name) => ok([...prefix(), 'container', 'inspect', name]),
    async isRunning(name) {
      const argv = [...prefix(), 'container', 'inspect', '-f', '{{.State.Running}}', name];
      return (await run(argv, { timeoutMs: LIMIT, cwd: '/' })).stdout.trim() === 'true';
    },
    hasImage: () => ok([...prefix(), 'image', 'inspect', 'vethlab/whoami']),
    loadImage: (folder) => does(...prefix(), 'load', '-q', '-i', `${folder}/whoami-oci.tar`),
    removeImage: () => does(...prefix(), 'rmi', 'vethlab/whoami'),
    async make({ name, running, publishedPort, publishedOn }) {
      const port = publishedOn === 'ipv6' ? `[::]:${publishedPort}` : String(publishedPort);
      const restart = running ? 'unless-stopped' : 'no';
      const publish = publishedPort === undefined ? [] : ['-p', `${port}:80`];
      await does(...prefix(), 'create', '--name', name, '--restart', restart, ...publish, 'vethlab/whoami');
      if (running) await does(...prefix(), 'start', name);
    },
    start: (name) => does(...prefix(), 'start', name),
    remove: (name) => does(...prefix(), 'rm', '-f', name),
  };
}

/** Incus and LXD have the same commands. */
function lxcClient(packages: string[], client: string): Client {
  const show = async (what: string[]) => {
    const { code, stdout } = await run([client, ...what], { timeoutMs: LIMIT, cwd: '/' });
    return code === 0 ? stdout : '';
  };
  return {
    packages,
    isUp: () => ok([client, 'list', '-f', 'csv']),
    has: (name) => ok([client, 'config', 'show', name]),
    isRunning: async (name) =>
      (await show(['list', `^${name}$`, '-c', 's', '-f', 'csv'])).trim() === 'RUNNING',
    hasImage: () => ok([client, 'image', 'info', 'whoami']),
    loadImage: (folder) =>
      does(client, 'image', 'import', '-q', `${folder}/whoami-lxc.tar`, '--alias', 'whoami'),
    removeImage: () => does(client, 'image', 'delete', 'whoami'),
    async make({ name, running, attachment }) {
      const pools = (await show(['storage', 'list', '-f', 'csv'])).split(',');
      const pool = pools[0]?.trim() || 'default';
      if (!pools[0]?.trim()) await does(client, 'storage', 'create', pool, 'dir');
      const settings = ['-c', HALT, '-c', 'boot.autostart=true'];
      await does(client, 'init', '-q', 'whoami', name, '--no-profiles', '-s', pool, ...settings);
      await does(
        client,
        'config',
        'device',
        'add',
        name,
        'eth0',
        'nic',
        'name=eth0',
        ...(await nic(client, attachment)),
      );
      if (running) await does(client, 'start', name);
    },
    start: (name) => does(client, 'start', name),
    remove: (name) => does(client, 'delete', '-f', name),
  };
}

/**
 * How a container of Incus or LXD is plugged in here. Macvlan needs a wired card, since a wireless access point takes no second
 * hardware address. Without a bridge of the machine's own the framework makes one, with NAT.
 */
async function nic(client: string, attachment: ScenarioContainer['attachment']): Promise<string[]> {
  const card = defaultInterface();
  const isWired = card !== undefined && !existsSync(`/sys/class/net/${card}/wireless`);
  if (attachment === 'macvlan' && isWired) return ['nictype=macvlan', `parent=${card}`];
  if (attachment === 'bridge' && existsSync('/sys/class/net/br0/bridge'))
    return ['nictype=bridged', 'parent=br0'];
  const network = client === 'incus' ? 'incusbr0' : 'lxdbr0';
  if (!(await ok([client, 'network', 'show', network]))) await does(client, 'network', 'create', network);
  return [`network=${network}`];
}

function asPodmanUser(): string[] {
  const user = podmanUser();
  if (!user)
    throw new Error(
      'This machine has no ordinary user whose containers Podman could run; make one with adduser.',
    );
  const { name, uid, home } = user;
  const env = [
    `HOME=${home}`,
    `USER=${name}`,
    `XDG_RUNTIME_DIR=/run/user/${uid}`,
    `PATH=${environment.PATH ?? ''}`,
  ];
  return ['setpriv', `--reuid=${name}`, `--regid=${name}`, '--init-groups', 'env', '-i', ...env, 'podman'];
}

export const clients: Record<Framework, Client> = {
  docker: ociClient(['docker.io', 'docker-cli'], () => ['docker']),
  podman: ociClient(['podman', 'slirp4netns', 'uidmap'], asPodmanUser),
  incus: lxcClient(['incus'], 'incus'),
  lxd: lxcClient(['lxd'], 'lxc'),
};
