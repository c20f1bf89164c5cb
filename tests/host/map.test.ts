// The map of a real host, asked for as the web server does: over the host-maker's socket, by the learner's id.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../lab-server/common/exec.ts';
import { exerciseFiles } from '../../lab-server/course/exercise-files.ts';
import { connectHostMaker, type RemoteHostMaker } from '../../lab-server/host-maker/client.ts';
import { LocalHostMaker } from '../../lab-server/host-maker/local.ts';
import { HostMakerServer } from '../../lab-server/host-maker/server.ts';
import type { FingerprintedMap } from '../../lab-server/host-map/maps.ts';
import { HostAssignments } from '../../lab-server/hosts/assignments.ts';
import { HostPool } from '../../lab-server/hosts/pool.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { HostMap, type MapContainer, type MapPart } from '../../protocol/host-map.ts';
import { Lab, TestHost } from '../support/lab.ts';

const ADA = 'l0123456789ab';
let lab: Lab;
let pool: HostPool;
let server: HostMakerServer;
let maker: RemoteHostMaker;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('map');
  const assignments = new HostAssignments(path.join(lab.stateDir, 'assignments.json'));
  const logger = pino({ level: 'silent' });
  pool = new HostPool({ engine: lab.engine, assignments, logger, keep: 0 });
  const owner = process.getuid?.() ?? 0;
  const local = new LocalHostMaker({
    hosts: pool,
    exercises: exerciseFiles({}),
    owner,
  });
  const runDir = path.join(lab.stateDir, 'run');
  mkdirSync(runDir);
  const file = path.join(runDir, 'host-maker.sock');
  const news = { say() {}, listening() {}, webEnded() {} };
  server = new HostMakerServer({ maker: local, logger, file, owner, onPeer() {}, news });
  await server.listen();
  maker = await connectHostMaker({ socket: file, role: 'web' });
  const ready = new Promise<void>((resolve, reject) => {
    maker.onStatus((_learner, { state, reason }) => {
      if (state === 'ready') resolve();
      if (state === 'failed') reject(new Error(reason));
    });
  });
  await maker.ensure({ learner: ADA });
  await ready;
  const [id = ''] = await lab.engine.list();
  host = new TestHost(lab.engine, id);
});
afterAll(async () => {
  maker?.close();
  await server?.close();
  await pool?.close();
  await lab?.close();
});

/** Follows the map until a condition holds. Returns that map. */
async function until(isSo: (map: HostMap) => boolean): Promise<FingerprintedMap> {
  let seen = '';
  for (;;) {
    const next = await maker.map({ learner: ADA, seen });
    if (!next) continue;
    HostMap.parse(next.map);
    if (isSo(next.map)) return next;
    seen = next.fingerprint;
  }
}

const named = (map: HostMap, part: MapPart['part'], name: string) =>
  map.parts.find((one) => one.part === part && 'name' in one && one.name === name);

const interfacesIn = (map: HostMap, { in: namespace }: MapContainer) =>
  map.parts
    .filter((one) => one.part === 'interface')
    .filter((one) => one.in !== undefined && one.in === namespace);

/** Ids of all parts that a part is linked to. */
const linkedTo = (map: HostMap, id: string | undefined) =>
  map.links
    .filter(({ from, to }) => from === id || to === id)
    .map(({ from, to }) => (from === id ? to : from));

test('a new asker gets the map at once, even while another waits for a change', async () => {
  const { fingerprint } = await until(() => true);
  const waiting = maker.map({ learner: ADA, seen: fingerprint });
  expect(
    await Promise.race([maker.map({ learner: ADA, seen: '' }), waiting.then(() => undefined)]),
  ).toMatchObject({ fingerprint });
});

test('every container of the scenario is on it, with its framework, attachment and addresses', async () => {
  const { map } = await until(({ parts }) => parts.filter(({ part }) => part === 'container').length === 4);
  for (const { framework, name, attachment } of lesson.containers) {
    const container = named(map, 'container', name) as MapContainer;
    expect(container).toMatchObject({ framework, attachment: attachment === 'proxy' ? 'nat' : 'direct' });
    const [inside] = interfacesIn(map, container);
    const printed = (await host.trusted.run(['ip', '-o', 'addr'], { netnsOf: container.pid })).stdout;
    expect(inside?.addresses.length, name).toBeGreaterThan(0);
    for (const { address, prefix } of inside?.addresses ?? [])
      expect(printed).toContain(` ${address}/${prefix} `);
    // A direct one has an address of the LAN, of each family.
    if (attachment !== 'proxy') {
      expect(inside?.addresses.map(({ address }) => address.split(/[.:]/)[0])).toEqual(
        expect.arrayContaining(['192', '2001', 'fd10']),
      );
    }
  }
});

test('every published port is on it, with the program that holds it and where that leads', async () => {
  const { map } = await until(() => true);
  const ports = map.parts.filter((part) => part.part === 'port');
  const published = lesson.containers.filter(({ publishedPort }) => publishedPort !== undefined);
  expect(ports.map(({ port }) => port).sort()).toEqual(
    published.map(({ publishedPort }) => publishedPort).sort(),
  );
  const listening = (await host.trusted.run(['ss', '-Htlnp'])).stdout;
  for (const { framework, name, publishedPort } of published) {
    const port = ports.find((one) => one.port === publishedPort);
    expect(port).toMatchObject({ framework });
    for (const pid of port?.pids ?? []) expect(listening).toContain(`("${port?.program}",pid=${pid},`);
    expect(linkedTo(map, port?.id)).toContain((named(map, 'container', name) as MapContainer).in);
    expect(linkedTo(map, port?.id)).toContain('interface:eth0');
  }
});

test('wires lead from the LAN to each direct container, and end at the host for the others', async () => {
  const { map } = await until(() => true);
  const inside = (name: string) => interfacesIn(map, named(map, 'container', name) as MapContainer)[0]?.id;
  expect(linkedTo(map, 'lan').sort()).toEqual(['interface:eth0', 'interface:eth1']);
  expect(linkedTo(map, inside('heron'))).toEqual(['interface:eth0']);
  const [veth] = linkedTo(map, inside('otter'));
  expect(linkedTo(map, veth)).toContain('interface:br0');
  expect(linkedTo(map, 'interface:br0')).toContain('interface:eth1');
  const [ofDocker] = linkedTo(map, inside('whale'));
  expect(linkedTo(map, ofDocker)).toContain('interface:docker0');
  expect(linkedTo(map, 'interface:docker0')).not.toContain('interface:eth0');
  expect(map.links).toContainEqual(expect.objectContaining({ kind: 'userspace', program: 'slirp4netns' }));
});

test('a container that is stopped goes, with its port and namespace, and comes back', async () => {
  const before = await until((map) => named(map, 'container', 'whale') !== undefined);
  const { in: namespace } = named(before.map, 'container', 'whale') as MapContainer;
  await host.learnerMust('docker stop -t 1 whale');
  const gone = await until(
    (map) => !named(map, 'container', 'whale') && !map.parts.some(({ id }) => id === namespace),
  );
  expect(gone.map.parts.filter((part) => part.part === 'port').map(({ port }) => port)).toEqual([8080]);
  await host.learnerMust('docker start whale');
  const back = await until(
    (map) => interfacesIn(map, (named(map, 'container', 'whale') ?? {}) as MapContainer).length > 0,
  );
  expect(named(back.map, 'container', 'whale')).toMatchObject({ attachment: 'nat' });
});

test('what a learner makes by hand appears, in a namespace too that no process is in', async () => {
  await host.learnerMust('sudo ip netns add blue');
  const { map } = await until((one) => named(one, 'namespace', 'blue') !== undefined);
  expect(named(map, 'namespace', 'blue')).toMatchObject({ processes: 0, path: '/run/netns/blue' });
  await host.learnerMust(
    'sudo ip link add v0 type veth peer name v1 netns blue && sudo ip link set v0 master br0',
  );
  const wired = await until((one) => linkedTo(one, 'interface:v0').length === 2);
  expect(linkedTo(wired.map, 'interface:v0')).toContain('interface:br0');
  expect(named(wired.map, 'interface', 'v1')).toMatchObject({ kind: 'veth', up: false });
  await host.learnerMust('sudo ip -n blue addr add 10.9.0.2/24 dev v1');
  await until((one) => JSON.stringify(named(one, 'interface', 'v1')).includes('"10.9.0.2"'));
  await host.learnerMust('sudo ip netns del blue');
  await until((one) => !named(one, 'namespace', 'blue') && !named(one, 'interface', 'v0'));
});

test('a host that stays as it is has no next map, and its daemons are not asked', async () => {
  const { fingerprint } = await until(() => true);
  const asked = () => host.learnerMust('ss -xa | grep -c -e docker.sock -e unix.socket; true');
  const before = await asked();
  expect(await maker.map({ learner: ADA, seen: fingerprint })).toBeUndefined();
  expect(await asked()).toBe(before);
});

test('a name that is made to lead out of the host, or to look like something else, does neither', async () => {
  // A namespace is bound to a file behind a link. If the link is followed on the machine, it names the machine's own network.
  await host.learnerMust(
    'sudo ip netns add trap && sudo mkdir /run/real && sudo touch /run/real/trap && sudo mount --bind /run/netns/trap /run/real/trap' +
      ' && sudo ip netns del trap && sudo mount -t tmpfs none /run/real && sudo ln -s /proc/1/ns/net /run/real/trap',
  );
  const { map } = await until((one) =>
    one.parts.some((part) => part.part === 'namespace' && part.path === '/run/real/trap'),
  );
  const trap = map.parts.find((part) => part.part === 'namespace' && part.path === '/run/real/trap');
  expect(map.parts.filter((part) => part.part === 'interface' && part.in === trap?.id)).toEqual([]);
  const outside = (await run(['ip', '-o', 'link'])).stdout.match(/(?<=^\d+: )[^:@]+/gm) ?? [];
  const own = ['lo', 'eth0', 'eth1', 'docker0', 'br0'];
  for (const name of outside.filter((one) => !own.includes(one)))
    expect(named(map, 'interface', name)).toBeUndefined();

  await host.learnerMust(
    `sudo ip link add "$(printf 'a\\033[31m\\342\\200\\256b')" type veth peer name '$(id);rm' `,
  );
  const odd = await until((one) => named(one, 'interface', '$(id);rm') !== undefined);
  expect(JSON.stringify(odd.map)).not.toMatch(/\\u001b|\u202e/);
  expect(named(odd.map, 'interface', 'a\ufffd[31m\ufffdb')).toBeDefined();
});

test('parts beyond what anybody can read are counted and left out, and the look ends', {
  timeout: 240_000,
}, async () => {
  await host.learnerMust('for i in $(seq 80); do sudo ip link add many$i type veth peer name ymany$i; done');
  const { map } = await until(({ left }) => left > 0);
  expect(map.parts.filter(({ part }) => part === 'interface').length).toBeLessThanOrEqual(60);
  await host.learnerMust('for i in $(seq 80); do sudo ip link del many$i; done');
  await until(({ left }) => left === 0);
});
