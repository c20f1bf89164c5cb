import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NamespacesEngine } from '../../lab-server/hosts/engines/namespaces/engine.ts';
import { hostSettingsOf } from '../../lab-server/hosts/engines/namespaces/host-settings.ts';
import { readNamespacesSettings } from '../../lab-server/hosts/engines/namespaces/settings.ts';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Lab, TestHost } from '../support/lab.ts';

// pool.test.ts and isolation.test.ts try that learners can't reach each other by default.

const settings = { LAN: 'shared', LAN_GUA: '2001:db8:4200::/40', LAN_ULA: 'fd42::/16' };

let lab: Lab;
let ada: TestHost;
let grace: TestHost;
let server: Server;
beforeAll(async () => {
  lab = await Lab.open('lan', hostSettingsOf(readNamespacesSettings(settings)));
  [ada, grace] = await Promise.all([lab.host('ada'), lab.host('grace')]);
  server = createServer((_, response) => response.end('the machine')).listen(0, '::');
});
afterAll(async () => {
  server.close();
  await lab.close();
});

const page = (from: TestHost, address: string, port: number) =>
  from.learner(`curl -s -g -m 5 'http://[${address}]:${port}/' | head -n 1`).then(({ stdout }) => stdout);

/** The addresses of a host's container on the LAN, as its framework has them. */
async function containerAddresses(host: TestHost): Promise<string[]> {
  const list = await host.learnerMust('incus ls -f csv -c 6');
  return [...list.matchAll(/([0-9a-f:]+) \(eth0\)/g)].map(([, address = '']) => address);
}

test('hosts have addresses within the prefixes that are set', async () => {
  const [, gua = '', ula = ''] = lab.engine.addresses('ada');
  expect(gua).toMatch(/^2001:db8:42/);
  expect(ula).toMatch(/^fd42:/);
  expect(await ada.learnerMust('ip -6 addr show dev eth0')).toContain(gua);
});

test("on a shared LAN a learner reaches another one's pages, those of containers with addresses of their own too", async () => {
  const [, gua = '', ula = ''] = lab.engine.addresses('grace');
  expect(await page(ada, gua, 8888)).toMatch(/^Hostname: /);
  expect(await page(ada, ula, 8080)).toMatch(/^Hostname: /);
  const containers = await containerAddresses(grace);
  expect(containers).toHaveLength(2);
  for (const address of containers) expect(await page(ada, address, 80)).toMatch(/^Hostname: heron/);
});

test('that goes on for a host that is reset or moved, and another that is destroyed', async () => {
  await lab.host('alan');
  await lab.engine.move('alan', 'alan-elsewhere');
  const [, gua = ''] = lab.engine.addresses('alan-elsewhere');
  expect(await page(ada, gua, 8888)).toMatch(/^Hostname: /);
  await lab.engine.destroy('alan');
  expect(await page(ada, gua, 8888)).toBe('');
  expect(await page(ada, lab.engine.addresses('grace')[1] ?? '', 8888)).toMatch(/^Hostname: /);
});

test('a host takes the place of another on its LAN while that is still there, as a reset does', async () => {
  const [, gua = ''] = lab.engine.addresses('edsger');
  for (const id of ['edsger', 'spare']) await lab.host(id);
  await lab.engine.move('spare', 'edsger');
  expect(await page(ada, gua, 8888)).toMatch(/^Hostname: /);
  await lab.engine.destroy('edsger');
  expect(await page(ada, gua, 8888)).toMatch(/^Hostname: /);
  await lab.engine.destroy('spare');
});

test('what has an address of another LAN does not get out, and IPv4 does not either', async () => {
  const [, mine = ''] = lab.engine.addresses('ada');
  const [, gua = ''] = lab.engine.addresses('grace');
  await ada.learnerMust('sudo ip addr add 2001:db8:ffff::1/128 dev eth0 nodad');
  const socket = 'use Socket qw(:DEFAULT inet_pton pack_sockaddr_in6); socket(S, PF_INET6, SOCK_DGRAM, 17);';
  const at = (address: string, port: number) =>
    `pack_sockaddr_in6(${port}, inet_pton(AF_INET6, "${address}"))`;
  // They take turns, so that at least two of three true ones had a false one before them.
  const send = (word: string, from: string) =>
    `perl -e '${socket} bind(S, ${at(from, 0)}); send(S, "${word} ", 0, ${at(gua, 9999)})'`;
  const sending = ada.learner(
    `until [ -e /tmp/enough ]; do ${send('false', '2001:db8:ffff::1')}; ${send('true', mine)}; sleep 0.1; done`,
  );
  const listen = `bind(S, ${at('::', 9999)}); for (1 .. 99) { recv(S, $word, 99, 0); print $word; last if $word =~ /true/ && ++$true == 3 }`;
  expect(await grace.learnerMust(`perl -e '${socket} ${listen}'`)).toBe('true true true ');
  await ada.learnerMust('touch /tmp/enough');
  await sending;
  await ada.learnerMust('sudo ip route add 10.9.9.0/24 via 192.168.1.1');
  expect((await ada.learner('ping -c 1 -W 2 10.9.9.1')).code).not.toBe(0);
});

test('the machine is not reached from a shared LAN', async () => {
  const { port } = server.address() as AddressInfo;
  const own = Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal);
  for (const { address, family } of own) {
    const url = family === 'IPv6' ? `[${address}]` : address;
    expect((await ada.learner(`curl -s -g -m 3 'http://${url}:${port}/'`)).stdout).toBe('');
  }
  // The routers don't lead to it either, whatever they are asked for.
  for (const router of ['192.168.1.1', 'fe80::1%eth0', 'fe80::2%eth0']) {
    const url = router.includes(':') ? `[${router}]` : router;
    expect((await ada.learner(`curl -s -g -m 3 'http://${url}:${port}/'`)).stdout).toBe('');
  }
});

test('a host that runs is kept by the next lab server, but made anew where other prefixes are set', async () => {
  await ada.learnerMust('touch ~/work');
  const image = await ensureImage(folders.images, () => {});
  const { templates: templatesDir } = folders;
  const next = (env: NodeJS.ProcessEnv) =>
    new NamespacesEngine({
      image,
      templatesDir,
      stateDir: lab.stateDir,
      ...hostSettingsOf(readNamespacesSettings(env)),
    });
  const there = async (engine: NamespacesEngine) => {
    await engine.ensure('ada', lesson, 'ada', () => {});
    return new TestHost(engine, 'ada')
      .learner('ls ~/work; ip -6 addr show dev eth0 scope global')
      .then(({ stdout }) => stdout);
  };
  expect(await there(next(settings))).toContain('/work');
  const others = { ...settings, LAN_GUA: '2001:db8:4300::/40' };
  const anew = await there(next(others));
  expect(anew).toContain('2001:db8:43');
  expect(anew).not.toContain('/work');
});
