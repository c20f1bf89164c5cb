import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readContainers, runningOf } from '../../checkers/observe/containers.ts';
import { must } from '../../lab-server/common/exec.ts';
import { HostLost, type Woken } from '../../lab-server/hosts/contract.ts';
import { NamespacesEngine } from '../../lab-server/hosts/engines/namespaces/engine.ts';
import { packKept, unpackKept } from '../../lab-server/hosts/engines/namespaces/kept-archive.ts';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { neededByKept } from '../../lab-server/hosts/image/needed.ts';
import { instanceName } from '../../lab-server/hosts/instance-name.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Lab, TestHost } from '../support/lab.ts';
import { leftOvers } from '../support/machine.ts';

let lab: Lab;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('rest');
  host = await lab.host();
});
afterAll(() => lab.close());

const wake = (id = host.id): Promise<Woken> => lab.engine.wake(id, lesson, id, () => {});
const left = () => leftOvers(lab.stateDir, instanceName(lab.stateDir));
const running = async () =>
  runningOf(await readContainers(host.trusted))
    .map(({ framework, name }) => `${framework} ${name}`)
    .sort();

test('a host at rest runs nothing, and wakes with files, packages’ files, containers, networks and settings', async () => {
  const before = await running();
  expect(before).toHaveLength(4);
  await host.learnerMust(`
    echo kept > ~/mine && sudo mv /usr/bin/nmap /usr/bin/mapper && sudo sh -c 'echo setting > /etc/own.conf; rm -r /opt'
    sudo useradd --create-home other && sudo -u other touch /home/other/theirs
    docker network create --ipv6=false pond > /dev/null && docker tag vethlab/whoami mine:1
    docker run -d --restart always --network pond --name duck mine:1 && docker run -d --name fly vethlab/whoami
    podman run -d --restart unless-stopped --name crab vethlab/whoami && podman run -d --name gnat vethlab/whoami
    incus init whoami swan && incus start swan && incus config set swan boot.autostart=false
    incus copy swan goose && incus config unset goose boot.autostart && incus start goose && lxc stop -f otter`);
  await lab.engine.rest(host.id);
  expect(left()).toEqual([]);
  expect(await lab.engine.isUp(host.id)).toBe(false);
  expect((await lab.engine.kept(host.id))?.bytes).toBeGreaterThan(1e6);
  const woken = await wake();
  expect(woken).toMatchObject({ cut: false, older: false });
  expect(Date.parse(woken.at)).toBeLessThanOrEqual(Date.now());
  const said = woken.containers.map(({ framework, name, back }) => `${framework} ${name} ${back}`).sort();
  expect(said).toEqual(
    ['docker duck true', 'docker fly false', 'docker whale true', 'incus goose true', 'incus heron true']
      .concat('incus swan false', 'podman crab true', 'podman gnat false', 'podman seal true')
      .sort(),
  );
  expect(await running()).toEqual(
    ['docker duck', 'docker whale', 'incus goose', 'incus heron', 'podman crab', 'podman seal'].sort(),
  );
  expect(
    await host.learnerMust(
      'cat ~/mine /etc/own.conf; ls -d /opt 2>&1; which mapper; id -un other; sudo stat -c %U /home/other/theirs',
    ),
  ).toBe(
    "kept\nsetting\nls: cannot access '/opt': No such file or directory\n/usr/bin/mapper\nother\nother\n".replace(
      /^/,
      '',
    ),
  );
  expect(
    await host.learnerMust('docker network ls -q --filter name=pond | wc -l; docker image ls -q mine'),
  ).toMatch(/^1\n[0-9a-f]{12}\n$/);
  expect(
    await host.learnerMust('curl -s localhost:8888 | head -n 1; curl -s localhost:8080 | head -n 1'),
  ).toMatch(/^Hostname: .*\nHostname: /);
  for (const address of lab.engine.addresses(host.id))
    expect(await host.learnerMust('ip -o addr show dev eth0')).toContain(address);
});

test('a host that ended without a rest wakes too, and is said to have been cut off', async () => {
  await host.learnerMust('echo cut > ~/cut; sync');
  await host.learner('sudo kill 1');
  await vi.waitFor(async () => expect(await lab.engine.isUp(host.id)).toBe(false), 60_000);
  await lab.engine.kept(host.id);
  expect(left()).toEqual([]);
  expect((await wake()).cut).toBe(true);
  expect(await host.learnerMust('cat ~/cut')).toBe('cut\n');
  expect(await running()).toContain('docker whale');
});

test('a backup has hosts at rest, and brings them back as they were then, whatever ids are free', async () => {
  const of = { ...folders, state: lab.stateDir };
  const file = path.join(lab.stateDir, 'backup.hosts.tar.gz');
  expect(await packKept(of, file)).toBe(0);
  expect(existsSync(file)).toBe(false);
  await host.learnerMust('echo first > ~/mine; chmod 600 ~/mine');
  await lab.engine.rest(host.id);
  expect(await packKept(of, file)).toBe(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await wake();
  await host.learnerMust('echo second > ~/mine');
  await lab.engine.rest(host.id);
  const { aside, ...restored } = await unpackKept(of, file);
  expect(restored).toEqual({ hosts: 1, withoutImage: 0 });
  expect(readdirSync(aside ?? '')).toEqual([host.id]);
  // Another host takes the ids that it had.
  await lab.host('between');
  await wake();
  expect(await host.learnerMust("cat ~/mine; stat -c '%U %a' ~/mine; sudo true; echo $?")).toBe(
    'first\npi 600\n0\n',
  );
  expect(await running()).toContain('docker whale');
});

test('a copy has all of the host that it was made of, whether that is up, parked or at rest, and the original goes on', async () => {
  await host.learnerMust(
    'echo original > ~/mine; nohup sleep 1000 > /dev/null 2>&1 & docker run -d --restart always --name hen vethlab/whoami',
  );
  const shown = 'cat ~/mine; docker ps --format "{{.Names}}" | sort; incus ls -c ns -f csv';
  const before = await host.learnerMust(shown);
  for (const part of ['original', 'hen', 'whale', 'heron,RUNNING']) expect(before).toContain(part);
  for (const [name, get] of [
    ['of-up', async () => {}],
    ['of-parked', () => lab.engine.park(host.id)],
    ['of-resting', () => lab.engine.rest(host.id)],
  ] as const) {
    await get();
    await lab.engine.copy(host.id, name);
    expect(await wake(name)).toMatchObject({ cut: false, older: false });
    const copy = new TestHost(lab.engine, name);
    expect(await copy.learnerMust(shown), name).toBe(before);
    await copy.learnerMust('echo changed > ~/mine');
    await lab.engine.destroy(name);
    if (name === 'of-parked') await lab.engine.unpark(host.id);
    if (name !== 'of-resting')
      expect(await host.learnerMust('pgrep -f "sleep 1000" | wc -l; cat ~/mine')).toMatch(
        /^[1-9]\noriginal\n$/,
      );
  }
  await wake();
  expect(await host.learnerMust(shown)).toBe(before);
});

test('a host that a killed lab server left standing still in the middle of a copy goes on, and can be ended', async () => {
  const dir = path.join(lab.stateDir, 'hosts', host.id);
  const freeze = async () => {
    const { router } = JSON.parse(readFileSync(path.join(dir, 'host.json'), 'utf8'));
    writeFileSync(path.join(dir, 'frozen'), '');
    await must(['nsenter', `--mount=/proc/${router.pid}/ns/mnt`, 'fsfreeze', '--freeze', '/mnt/disk']);
  };
  await freeze();
  await lab.host();
  expect(await host.learnerMust('echo goes > ~/on; cat ~/on')).toBe('goes\n');
  await freeze();
  await lab.engine.rest(host.id);
  expect((await wake()).cut).toBe(false);
  await freeze();
  await lab.engine.reset(host.id, lesson, host.id, () => {});
  expect(await running()).toHaveLength(4);
});

test('a kept host that stands on another image than fresh ones is woken with its own, and that is said', async () => {
  await lab.engine.rest(host.id);
  const image = await ensureImage(folders.images, () => {});
  // As after an update: another key, here for the same files.
  const newer = { key: `${image.key}.newer`, root: path.join(lab.stateDir, 'images/newer/root') };
  mkdirSync(path.dirname(newer.root), { recursive: true });
  symlinkSync(image.root, newer.root);
  const old = path.join(lab.stateDir, 'images', image.key);
  symlinkSync(path.dirname(image.root), old);
  expect(neededByKept(folders.images)).toContain(image.key);
  const { templates } = folders;
  const next = new NamespacesEngine({ stateDir: lab.stateDir, templatesDir: templates, image: newer });
  expect(await next.wake(host.id, lesson, host.id, () => {})).toMatchObject({ older: true, cut: false });
  await next.restOlder();
  expect(await next.kept(host.id)).toBeDefined();
  rmSync(old);
  await expect(next.wake(host.id, lesson, host.id, () => {})).rejects.toThrow(HostLost);
  expect(await lab.engine.kept(host.id)).toBeDefined();
  expect((await wake()).older).toBe(false);
});

test('a host that an earlier lab server made in another way is put to rest, and is woken in the way of now', async () => {
  const file = path.join(lab.stateDir, 'hosts', host.id, 'host.json');
  await lab.engine.restOlder();
  expect(await lab.engine.kept(host.id)).toBeUndefined();
  const { made, ...before } = JSON.parse(readFileSync(file, 'utf8'));
  expect(made).toBeGreaterThan(1);
  writeFileSync(file, JSON.stringify(before));
  await lab.engine.restOlder();
  expect(await lab.engine.kept(host.id)).toBeDefined();
  await wake();
  expect(JSON.parse(readFileSync(file, 'utf8')).made).toBe(made);
});

test('a disk that a power cut has left unclean is mended; one that is no file system any more is said to be lost', async () => {
  await lab.engine.rest(host.id);
  const disk = path.join(lab.stateDir, 'hosts', host.id, 'disk');
  await must(['debugfs', '-w', '-R', 'dirty', disk]);
  expect((await wake()).cut).toBe(true);
  await lab.engine.rest(host.id);
  await must(['dd', 'if=/dev/zero', `of=${disk}`, 'bs=1M', 'count=64', 'conv=notrunc', 'status=none']);
  await expect(wake()).rejects.toThrow(HostLost);
  await lab.engine.reset(host.id, lesson, host.id, () => {});
  expect(await running()).toHaveLength(4);
});

test('links that a learner has put in the place of folders lead nowhere on the machine when the host wakes', async () => {
  await host.learnerMust('sudo sh -c "mkdir /h && mv /home/pi /h/pi && rmdir /home && ln -s /etc /home"');
  await lab.engine.rest(host.id);
  await wake();
  const seen = await host.trusted.run(['cat', '/home/hostname']);
  expect(seen.code).not.toBe(0);
  await lab.engine.reset(host.id, lesson, host.id, () => {});
});

test('closing ends a host at rest, unless it is kept', async () => {
  await lab.engine.rest(host.id);
  await lab.engine.close(new Set([host.id]));
  expect(existsSync(path.join(lab.stateDir, 'hosts', host.id, 'disk'))).toBe(true);
  await lab.engine.close();
  expect(await lab.engine.list()).toEqual([]);
  expect(left()).toEqual([]);
});
