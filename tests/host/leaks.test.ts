import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must } from '../../lab-server/common/exec.ts';
import { TEMPLATE_BASE } from '../../lab-server/hosts/engines/namespaces/ids.ts';
import { ID_COUNT } from '../../lab-server/hosts/engines/namespaces/oci-config.ts';
import { HostCgroups } from '../../lab-server/hosts/engines/shared/cgroups.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { environment } from '../../lab-server/settings/environment.ts';
import type { Scenario } from '../../protocol/scenario.ts';
import { Lab } from '../support/lab.ts';

/** Cycles of create, reset and destroy; LEAK_CYCLES=200 takes some minutes. */
const CYCLES = Number(environment.LEAK_CYCLES ?? 5);

/** The scenario that starts fastest. */
const small: Scenario = {
  seed: 'small',
  containers: ['seal', 'heron'].map((name, i) => ({
    framework: 'podman',
    name,
    running: false,
    attachment: 'proxy',
    publishedPort: 8080 + i,
  })),
};

let lab: Lab;
/** First user ids of the hosts there were. */
const bases = new Set<number>();
beforeAll(async () => {
  lab = await Lab.open('leaks');
});
afterAll(() => lab.close());

/**
 * Everything that exists of this lab's hosts, by kind. It is found by the lab's folder, control groups and user ids, since other tests may
 * have hosts at the same time.
 */
async function left() {
  const ours = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isOurs(pid));
  const loops = (await must(['losetup', '--noheadings', '--output', 'NAME,BACK-FILE']))
    .split('\n')
    .filter((line) => line.includes(lab.stateDir))
    .map((line) => line.split(' ')[0] as string);
  return {
    processes: ours,
    namespaces: [...new Set(ours.flatMap(namespacesOf))],
    mounts: mountsOf(loops),
    loops,
    cgroups: cgroups(),
    links: (await must(['ip', '-o', 'link'])).split('\n').filter((line) => /veth|lan\d|eth\d+@/.test(line)),
    files: existsSync(lab.stateDir)
      ? readdirSync(lab.stateDir, { recursive: true })
          .map(String)
          .filter((name) => /^hosts\/./.test(name))
      : [],
    // The folder is made with the first host since the machine started.
    claims: existsSync('/run/vethlab/ids')
      ? readdirSync('/run/vethlab/ids').filter((slot) =>
          read(`/run/vethlab/ids/${slot}`).startsWith(lab.stateDir),
        )
      : [],
    openFiles: readdirSync('/proc/self/fd').filter((fd) =>
      /^(net|mnt|user|pid):|leaks/.test(link(`/proc/self/fd/${fd}`)),
    ),
  };
}

function isOurs(pid: string): boolean {
  const uid = Number(/^Uid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1]);
  return (
    read(`/proc/${pid}/cgroup`).includes(instanceName(lab.stateDir)) ||
    read(`/proc/${pid}/environ`).includes(lab.stateDir) ||
    [...bases].some((base) => uid >= base && uid < base + ID_COUNT && !isAnothers(base))
  );
}

/** Whether somebody else has the range of ids by now. */
function isAnothers(base: number): boolean {
  const owner = read(`/run/vethlab/ids/${(base - TEMPLATE_BASE) / ID_COUNT}`);
  return owner !== '' && !owner.startsWith(lab.stateDir);
}

const namespacesOf = (pid: string): string[] =>
  ['mnt', 'net', 'pid', 'user', 'ipc', 'uts', 'cgroup']
    .map((kind) => link(`/proc/${pid}/ns/${kind}`))
    .filter((space) => space !== '' && space !== link(`/proc/self/ns/${space.split(':')[0]}`));

/** In every mount namespace of the machine. */
function mountsOf(loops: readonly string[]): string[] {
  const spaces = new Map<string, string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    spaces.set(link(`/proc/${pid}/ns/mnt`), pid);
  return [...spaces.values()]
    .flatMap((pid) => read(`/proc/${pid}/mountinfo`).split('\n'))
    .filter((line) => line.includes('/test/leaks/') || loops.some((loop) => line.includes(` ${loop} `)));
}

function cgroups(): string[] {
  const name = instanceName(lab.stateDir);
  return ['', ...readdirSync('/sys/fs/cgroup')]
    .map((top) => path.join('/sys/fs/cgroup', top, name))
    .filter((folder) => existsSync(folder));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // gone meanwhile
  }
}

function link(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

async function cycle(scenario: Scenario): Promise<void> {
  for (const step of ['ensure', 'reset'] as const) {
    await lab.engine[step]('pi', scenario, 'pi', () => {});
    bases.add(JSON.parse(read(path.join(lab.stateDir, 'hosts/pi/host.json'))).base);
  }
}

const none = {
  processes: [],
  namespaces: [],
  mounts: [],
  loops: [],
  cgroups: [],
  files: [],
  claims: [],
  openFiles: [],
};

test(`${CYCLES} times create, reset and destroy leave nothing behind`, {
  timeout: 60_000 + CYCLES * 20_000,
}, async () => {
  const { links } = await left();
  for (let i = 0; i < CYCLES; i++) {
    await cycle(i === 0 ? lesson : small);
    if (i === 0) {
      // The counts are above zero while a host is there.
      const there = await left();
      expect(there).toMatchObject({ loops: [expect.any(String)], claims: [expect.any(String)] });
      for (const kind of ['processes', 'namespaces', 'mounts', 'cgroups', 'files'] as const) {
        expect(there[kind], kind).not.toEqual([]);
      }
    }
    if (i % 2 === 1) await lab.engine.park('pi');
    await lab.engine.destroy('pi');
  }
  // A killed process is there until its parent, the machine's first process, has collected it.
  await vi.waitFor(async () => expect(await left()).toEqual({ ...none, links }), 60_000);
});

test('control groups of which a killed lab server left nothing else go with the end of the next', async () => {
  const { tree, memory } = new HostCgroups(instanceName(lab.stateDir), 'gone');
  for (const folder of [memory, tree]) mkdirSync(path.join(folder, 'init'), { recursive: true });
  const left = spawn('sleep', ['3600']);
  const ended = once(left, 'exit');
  writeFileSync(path.join(tree, 'init/cgroup.procs'), String(left.pid));
  await lab.engine.close();
  expect(cgroups()).toEqual([]);
  await ended;
});
