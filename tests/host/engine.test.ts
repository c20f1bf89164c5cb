import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { spawn } from 'node-pty';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readAddresses } from '../../checkers/observe/addresses.ts';
import { readContainers, runningOf } from '../../checkers/observe/containers.ts';
import { NamespacesEngine } from '../../lab-server/hosts/engines/namespaces/engine.ts';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import { drawScenario, lesson } from '../../lab-server/hosts/scenario.ts';
import { environment } from '../../lab-server/settings/environment.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Lab, type TestHost } from '../support/lab.ts';
import { leftOvers } from '../support/machine.ts';

let lab: Lab;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('engine');
  host = await lab.host();
});
afterAll(() => lab.close());

const initOf = (id: string) =>
  JSON.parse(readFileSync(path.join(lab.stateDir, 'hosts', id, 'host.json'), 'utf8')).init.pid as number;

test("the host has its own user, process and network namespaces, and none of the machine's ids", async () => {
  for (const kind of ['user', 'pid', 'net', 'mnt', 'uts', 'ipc', 'cgroup']) {
    const own = await host.learnerMust(`readlink /proc/self/ns/${kind}`);
    expect(own.trim(), kind).not.toBe(readlinkSync(`/proc/self/ns/${kind}`));
  }
  const [, outside] = (await host.learnerMust('cat /proc/self/uid_map')).trim().split(/\s+/);
  expect(Number(outside)).toBeGreaterThanOrEqual(1_000_000_000);
  expect((await host.learnerMust('ps -p 1 -o comm=')).trim()).toBe('tini');
});

test('it has the addresses it is said to have, formed from what the router announces', async () => {
  const addresses = (await readAddresses(host.trusted)).filter((one) => one.interface === 'eth0');
  expect(addresses.map(({ address }) => address).sort()).toEqual([...lab.engine.addresses('pi')].sort());
  // The addresses must be there at once, since an address can't be used while it is tentative.
  const another = await lab.host('addressed');
  const eth0 = ['ip', '-6', '-o', 'addr', 'show', 'dev', 'eth0'];
  expect(
    (await another.trusted.run([...eth0, 'scope', 'global', '-tentative'])).stdout.match(/inet6/g),
  ).toHaveLength(2);
  expect((await another.trusted.run([...eth0, 'tentative'])).stdout).toBe('');
});

test('Incus on macvlan and LXD on the bridge are on the LAN with a GUA and a ULA of their own', async () => {
  const [, gua = '', ula = ''] = lab.engine.addresses('pi');
  const prefix = (address: string) => address.split(':').slice(0, 4).join(':');
  for (const { framework, pid } of runningOf(await readContainers(host.trusted))) {
    if (framework !== 'incus' && framework !== 'lxd') continue;
    await vi.waitFor(async () => {
      const addresses = await readAddresses(host.trusted, pid);
      const v6 = addresses.filter(({ family }) => family === 'inet6').map(({ address }) => address);
      expect(v6.map(prefix).sort(), framework).toEqual([prefix(gua), prefix(ula)].sort());
      expect(addresses.some(({ address }) => address.startsWith('192.168.1.'))).toBe(true);
    }, 60_000);
  }
  expect(await host.learnerMust('ip -br link')).not.toMatch(/macvlan/);
});

test('the learner is pi, with sudo, and each framework answers without it', async () => {
  expect(await host.learnerMust('id -un; sudo id -un')).toBe('pi\nroot\n');
  expect(await host.learnerMust("docker ps --format '{{.Names}}'")).toBe('whale\n');
  expect(await host.learnerMust("podman ps --format '{{.Names}}'")).toBe('seal\n');
  expect(await host.learnerMust('incus ls -c n -f csv')).toBe('heron\n');
  expect(await host.learnerMust('lxc ls -c n -f csv')).toBe('otter\n');
});

test('a new shell is there at once and completes a word with the first Tab', async () => {
  const { file, args, env } = lab.engine.shell('pi');
  const shell = spawn(file, args, { env, cols: 80, rows: 24 });
  let printed = '';
  shell.onData((data) => {
    printed += data;
  });
  await vi.waitFor(() => expect(stripVTControlCharacters(printed)).toMatch(/\$ $/), 60_000);
  shell.write('docker net\t');
  await vi.waitFor(() => expect(printed).toMatch(/docker network $/), 60_000);
  shell.kill();
});

test('the published pages answer over IPv4 and IPv6, to curl and to a browser', async () => {
  for (const [port, framework] of [
    [8888, 'Docker'],
    [8080, 'Podman'],
  ]) {
    for (const version of [4, 6]) {
      const page = await host.learnerMust(`curl -s -${version} http://localhost:${port}/`);
      expect(page).toMatch(new RegExp(`^Hostname: .+\\nFramework: ${framework}\\nAddress: `));
      expect(page).toMatch(/^user-agent: curl/m);
    }
    const html = await host.learnerMust(`curl -s -H 'Accept: text/html' http://localhost:${port}/`);
    expect(html).toMatch(/^<!doctype html>[\s\S]*<p>[0-9a-f]{12}<\/p>/);
  }
});

test('ensure leaves a host that is up as it is, and an engine made anew finds it', async () => {
  const before = initOf('pi');
  await lab.host();
  expect(initOf('pi')).toBe(before);
  const image = await ensureImage(folders.images, () => {});
  const restarted = new NamespacesEngine({ stateDir: lab.stateDir, templatesDir: folders.templates, image });
  await restarted.ensure('pi', lesson, 'pi', () => {});
  expect(initOf('pi')).toBe(before);
  expect((await restarted.run('pi', ['ps', '-p', '1', '-o', 'comm='])).stdout).toBe('tini\n');
});

test('reset brings back what was there, throws away the rest, and keeps the addresses', async () => {
  const addresses = lab.engine.addresses('pi');
  await host.learnerMust('docker rm -f whale; lxc stop -f otter; touch ~/mine; sudo rm -rf /usr/bin/nmap');
  const steps: number[] = [];
  await lab.engine.reset('pi', lesson, 'pi', (_, fraction) => steps.push(fraction));
  expect(await host.learnerMust('ls ~; which nmap')).toBe('/usr/bin/nmap\n');
  expect(await host.learnerMust("docker ps --format '{{.Names}}'; lxc ls -c ns -f csv")).toBe(
    'whale\notter,RUNNING\n',
  );
  expect(lab.engine.addresses('pi')).toEqual(addresses);
  expect(steps.length).toBeGreaterThan(3);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
});

test('memory and processes of the host are limited', async () => {
  const usage = await lab.engine.usage('pi');
  expect(usage.processes).toBeGreaterThan(10);
  expect(usage.memoryBytes).toBeGreaterThan(1e6);
  // Far more than the limit of 1 GiB. Only the program that takes it is ended.
  const hog = await host.learner('tail /dev/zero');
  expect(hog.code).not.toBe(0);
  expect(await host.learnerMust("docker ps --format '{{.Names}}'")).toBe('whale\n');
});

test("what is written on the host is limited, its own files and the frameworks' stores together", async () => {
  const fill = (megabytes: number, file: string) => host.learner(`sudo fallocate -l ${megabytes}M ${file}`);
  expect((await fill(1500, '/home/pi/big')).code).toBe(0);
  const more = await fill(1000, '/var/lib/docker/big');
  expect(more.stderr).toContain('No space left on device');
  // A learner who has filled it can still work, and mend it.
  await host.learner('yes > ~/rest');
  expect(
    await host.learnerMust("curl -s localhost:8888 | head -n 1; docker ps --format '{{.Names}}'"),
  ).toMatch(/^Hostname: .*\nwhale\n$/);
  await host.learnerMust('sudo rm /var/lib/docker/big ~/big ~/rest && echo again > ~/small && cat ~/small');
});

test('a drawn scenario runs as it was drawn, stopped containers too', async () => {
  const scenario = drawScenario('engine-test-3');
  const drawn = await lab.host('drawn', scenario);
  const { frameworks } = await readContainers(drawn.trusted);
  const found = frameworks.flatMap(({ containers }) => containers);
  const plain = ({ framework, name, running }: { framework: string; name: string; running: boolean }) =>
    `${framework} ${name} ${running}`;
  expect(found.map(plain).sort()).toEqual(scenario.containers.map(plain).sort());
  expect(scenario.containers.some(({ running }) => !running)).toBe(true);
  await lab.engine.destroy('drawn');
});

test('output of a host before its start is over is read, even on a busy machine', async () => {
  const slow = path.join(lab.stateDir, 'slow');
  mkdirSync(slow, { recursive: true });
  // `crun start` is over only after the host's frameworks have answered.
  writeFileSync(
    path.join(slow, 'crun'),
    `#!/bin/sh\n/usr/bin/crun "$@" && case "$*" in *' start '*) sleep 6 ;; esac\n`,
    {
      mode: 0o755,
    },
  );
  vi.stubEnv('PATH', `${slow}:${environment.PATH}`);
  try {
    const late = await lab.host('late');
    expect(await late.learnerMust('docker ps -q')).toMatch(/^[0-9a-f]{12}$/m);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a look at a host has so much of the processor and no more, however much there is to look at', async () => {
  const endless = host.trusted.run(['sh', '-c', 'while :; do :; done'], { timeoutMs: 240_000 });
  await expect(endless).rejects.toThrow(
    'There is so much on your lab host (processes, mounts, sockets) that sh',
  );
});

test('a host that is shut down from inside is known to be down', async () => {
  const down = await lab.host('down');
  expect(await lab.engine.isUp('down')).toBe(true);
  await down.learner('sudo kill 1');
  await vi.waitFor(async () => expect(await lab.engine.isUp('down')).toBe(false), 60_000);
});

test('a host that is moved to another LAN and destroyed meanwhile leaves no router behind', async () => {
  await lab.host('moved');
  const moving = lab.engine.move('moved', 'elsewhere').catch(() => {});
  await lab.engine.destroy('moved');
  await moving;
  expect(routersOf(path.join(lab.stateDir, 'hosts/moved'))).toEqual([]);
});

/** Command lines of processes that were started to make a host below a folder. */
function makersIn(stateDir: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      const of = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HOST_DIR=${stateDir}/`);
      return of ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8')] : [];
    } catch {
      return []; // no process, or one that has ended
    }
  });
}

test('an engine that is closed while it makes hosts leaves nothing of them', async () => {
  // It is closed at various moments of the start.
  for (let ms = 0; ms <= 500; ms += 20) {
    const early = await Lab.open('closed-early');
    const ended = expect(early.host()).rejects.toThrow();
    await sleep(ms);
    await early.close();
    await ended;
    expect(leftOvers(early.stateDir, instanceName(early.stateDir)), `closed after ${ms} ms`).toEqual([]);
    expect(makersIn(early.stateDir), `closed after ${ms} ms`).toEqual([]);
  }
});

test.each(['truncate', 'mkfs.ext4', 'unshare', 'nsenter', 'crun'])(
  'an engine that is closed while %s hangs ends it, and leaves nothing',
  async (program) => {
    const early = await Lab.open('closed-early');
    const slow = path.join(lab.stateDir, `slow-${program}`);
    const note = path.join(slow, 'pid');
    mkdirSync(slow, { recursive: true });
    // `crun delete` is how a host is ended.
    writeFileSync(
      path.join(slow, program),
      `#!/bin/sh\ncase "$*" in *' delete '*) exec /usr/bin/${program} "$@" ;; esac\necho $$ > ${note}.new\nmv ${note}.new ${note}\nexec sleep 3600\n`,
      { mode: 0o755 },
    );
    vi.stubEnv('PATH', `${slow}:${environment.PATH}`);
    try {
      const ended = expect(early.host()).rejects.toThrow();
      await vi.waitFor(() => expect(existsSync(note)).toBe(true), 60_000);
      const hanging = readFileSync(note, 'utf8').trim();
      vi.unstubAllEnvs();
      await early.close();
      await ended;
      expect(commandOf(hanging)).toBe('');
      expect(leftOvers(early.stateDir, instanceName(early.stateDir))).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  },
);

/** Empty for the rest of a process that has ended. */
function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

test('closing leaves no process, mount, cgroup or file of any host', async () => {
  await lab.engine.close();
  expect(await lab.engine.list()).toEqual([]);
  expect(leftOvers(lab.stateDir, instanceName(lab.stateDir))).toEqual([]);
  expect(existsSync(path.join(lab.stateDir, 'hosts', 'pi'))).toBe(false);
});

/** Processes of the router of a present or former host, by the arguments of router.sh. */
function routersOf(hostDir: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`HOST_DIR=${hostDir}`);
    } catch {
      return false;
    }
  });
}
