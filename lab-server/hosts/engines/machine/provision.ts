import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Framework,
  frameworkName,
  type Scenario,
  type ScenarioContainer,
} from '../../../../protocol/scenario.ts';
import { must, run } from '../../../common/exec.ts';
import { childEnv } from '../../../settings/environment.ts';
import { ProvisionError, type ProvisionStep } from '../contract.ts';
import { clients, podmanUser } from './clients.ts';
import { places } from './places.ts';
import { type Made, readProvisioned, writeProvisioned } from './provisioned.ts';

/** Packages that the lesson needs on the machine beside the frameworks. */
const TOOLS = ['sudo', 'nmap', 'curl', 'iproute2', 'net-tools', 'procps', 'util-linux', 'jq', 'tcpdump'];
const WHOAMI = path.join(path.dirname(places.provisioned), 'whoami');
const IMAGE_FILES = path.join(import.meta.dirname, '../../image');
/** ms in which a framework must answer after it was installed. */
const UP = 120_000;

/**
 * The steps that these frameworks of the scenario need to run here. What exists already is neither made again nor touched.
 * @param images folders where the whoami page's images may be; the first that has them is taken.
 * @throws ProvisionError when a port is taken, or there is nobody to run Podman.
 */
export async function planProvision(
  { containers }: Scenario,
  frameworks: readonly Framework[],
  images: readonly string[],
): Promise<ProvisionStep[]> {
  const wanted = containers.filter(({ framework }) => frameworks.includes(framework));
  const steps: ProvisionStep[] = [];
  const packages = await missing([
    ...TOOLS,
    ...frameworks.flatMap((framework) => clients[framework].packages),
  ]);
  if (packages.length > 0) {
    steps.push({
      words: `install the Debian packages ${packages.join(' ')}, and what they need`,
      do: () => install(packages),
    });
  }
  if (frameworks.includes('podman') && !podmanUser()) {
    throw new ProvisionError(
      'Podman runs containers for an ordinary user, and this machine has none; make one with adduser.',
    );
  }
  const folder = images.find((one) => existsSync(path.join(one, 'whoami-oci.tar')));
  if (folder === undefined) steps.push(...(await packing()));
  for (const framework of frameworks) {
    const own = wanted.filter((one) => one.framework === framework);
    if (own.length === 0) continue;
    steps.push(...(await planFramework(framework, own, folder ?? WHOAMI)));
  }
  return steps;
}

/** The steps that undo it: they remove only what was made here. */
export function planUndo(): ProvisionStep[] {
  return readProvisioned()
    .reverse()
    .map((made) => ({
      words: inWords(made),
      async do() {
        await unmake(made);
        await writeProvisioned(
          readProvisioned().filter((one) => JSON.stringify(one) !== JSON.stringify(made)),
        );
      },
    }));
}

async function planFramework(
  framework: Framework,
  containers: ScenarioContainer[],
  folder: string,
): Promise<ProvisionStep[]> {
  const client = clients[framework];
  const name = frameworkName[framework];
  const isUp = await client.isUp();
  const steps: ProvisionStep[] = [];
  if (!isUp || !(await client.hasImage())) {
    steps.push({
      words: `${name}: load the image of the whoami page`,
      async do() {
        await answers(framework);
        if (await client.hasImage()) return;
        await client.loadImage(folder);
        await note({ kind: 'image', framework });
      },
    });
  }
  for (const container of containers) {
    if (isUp && (await client.has(container.name))) continue;
    if (container.publishedPort !== undefined) await mustBeFree(container.publishedPort);
    const where =
      container.publishedPort === undefined ? container.attachment : `port ${container.publishedPort}`;
    const whose = framework === 'podman' ? `, as ${podmanUser()?.name}` : '';
    steps.push({
      words: `${name}: make the container ${container.name} (${where}${container.running ? '' : ', stopped'})${whose}`,
      async do() {
        await client.make(container);
        await note({ kind: 'container', framework, container });
      },
    });
  }
  return steps;
}

/** The images of the whoami page, packed here. */
async function packing(): Promise<ProvisionStep[]> {
  const packages = await missing(['busybox-static']);
  const steps = packages.map(() => ({
    words: 'install the Debian package busybox-static, which the whoami page is made of',
    do: () => install(packages),
  }));
  return [
    ...steps,
    {
      words: `pack the whoami page, in ${WHOAMI}`,
      async do() {
        await mkdir(WHOAMI, { recursive: true });
        const www = path.join(IMAGE_FILES, 'files/usr/share/vethlab/whoami/www');
        const env = childEnv({ OUT: WHOAMI, WWW: www });
        await must(['sh', path.join(IMAGE_FILES, 'make-whoami.sh')], { env, timeoutMs: 120_000 });
      },
    },
  ];
}

async function missing(packages: readonly string[]): Promise<string[]> {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own fields
  const format = '${Package} ${db:Status-Status}\\n';
  const { stdout } = await run(['dpkg-query', '--show', `--showformat=${format}`, ...packages]);
  const there = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return packages.filter((name) => !there.has(name));
}

async function install(names: string[]): Promise<void> {
  const env = childEnv({ DEBIAN_FRONTEND: 'noninteractive' });
  await must(['apt-get', 'update', '-q'], { env, timeoutMs: 300_000 });
  await must(['apt-get', 'install', '-yq', '--no-install-recommends', ...names], {
    env,
    timeoutMs: 1_800_000,
  });
  await note({ kind: 'packages', names });
}

async function answers(framework: Framework): Promise<void> {
  const end = Date.now() + UP;
  while (!(await clients[framework].isUp())) {
    if (Date.now() > end) {
      throw new ProvisionError(
        `${frameworkName[framework]} does not answer; look at its log (journalctl -u ${framework}), start it, and provision again: what is done stays.`,
      );
    }
    await sleep(1000);
  }
}

async function mustBeFree(port: number): Promise<void> {
  const { stdout } = await run(['ss', '-Htlnp', `sport = :${port}`]);
  if (stdout.trim() === '') return;
  const holder = /users:\(\("([^"]+)"/.exec(stdout)?.[1] ?? 'another program';
  throw new ProvisionError(
    `Port ${port} is in use by ${holder}. Stop that, or take a scenario with other ports: --scenario SEED (any word).`,
  );
}

const note = async (made: Made) => writeProvisioned([...readProvisioned(), made]);

function inWords(made: Made): string {
  if (made.kind === 'packages') return `remove the Debian packages ${made.names.join(' ')}`;
  const name = frameworkName[made.framework];
  return made.kind === 'image'
    ? `${name}: remove the image of the whoami page`
    : `${name}: remove the container ${made.container.name}`;
}

async function unmake(made: Made): Promise<void> {
  if (made.kind === 'packages') {
    const env = childEnv({ DEBIAN_FRONTEND: 'noninteractive' });
    await must(['apt-get', 'remove', '-yq', ...made.names], { env, timeoutMs: 600_000 });
  } else if (made.kind === 'image') {
    if (await clients[made.framework].hasImage()) await clients[made.framework].removeImage();
  } else if (await clients[made.framework].has(made.container.name)) {
    await clients[made.framework].remove(made.container.name);
  }
}
