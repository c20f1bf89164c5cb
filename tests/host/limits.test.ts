import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../lab-server/common/exec.ts';
import { hostSettingsOf } from '../../lab-server/hosts/engines/namespaces/host-settings.ts';
import { readNamespacesSettings } from '../../lab-server/hosts/engines/namespaces/settings.ts';
import { Lab, type TestHost } from '../support/lab.ts';

const settings = {
  HOST_MEMORY: '512M',
  HOST_PROCESSES: '600',
  HOST_CPUS: '0.5',
  HOST_DISK: '1G',
  HOST_FILES: '2048',
  HOST_PACKETS: '1000',
};

let lab: Lab;
let host: TestHost;
beforeAll(async () => {
  lab = await Lab.open('limits', hostSettingsOf(readNamespacesSettings(settings)));
  host = await lab.host();
});
afterAll(async () => {
  await lab.close();
});

// engine.test.ts and isolation.test.ts try memory, processes and processor time, against the defaults.

test('processes of a host may have as many files open as HOST_FILES says', async () => {
  const [, soft, hard] =
    /Max open files +(\d+) +(\d+)/.exec(await host.learnerMust('sudo cat /proc/1/limits')) ?? [];
  expect([soft, hard]).toEqual(['1024', '2048']);
  expect(await host.learnerMust('ulimit -Sn; ulimit -Hn')).toBe('1024\n2048\n');
  const opening =
    'ulimit -n 2048; for i in $(seq 4000); do exec {f}< /dev/null || break; done 2> /dev/null; echo $i';
  expect(Number(await host.learnerMust(`bash -c '${opening}'`))).toBeLessThan(2048);
});

test('the disk has the size of HOST_DISK', async () => {
  const size = Number((await host.learnerMust('df --output=size -B1 / | tail -n 1')).trim());
  expect(size).toBeLessThan(2 ** 30);
  expect(size).toBeGreaterThan(0.8 * 2 ** 30);
});

test('what is deleted on a host is free on the machine at once', async () => {
  const taken = () => statSync(path.join(lab.stateDir, 'hosts/pi/disk')).blocks * 512;
  await host.learnerMust('sync');
  const before = taken();
  await host.learnerMust('dd if=/dev/urandom of=large bs=1M count=100 status=none && sync');
  expect(taken()).toBeGreaterThan(before + 90e6);
  await host.learnerMust('rm large && sync');
  await expect.poll(taken).toBeLessThan(before + 10e6);
});

test('a flood of packets is cut off at HOST_PACKETS, where nobody on the host can undo it', async () => {
  const { router } = JSON.parse(readFileSync(path.join(lab.stateDir, 'hosts/pi/host.json'), 'utf8'));
  const inRouter = ['nsenter', `--mount=/proc/${router.pid}/ns/mnt`, `--net=/proc/${router.pid}/ns/net`];
  /** UDP packets that the router has got for a port on which nobody listens. */
  const arrived = async () => {
    const snmp = await must([...inRouter, 'cat', '/proc/net/snmp']);
    return Number(/^Udp: \d+ (\d+)/m.exec(snmp)?.[1]);
  };
  const before = await arrived();
  const flood =
    'use Socket; socket(S, PF_INET, SOCK_DGRAM, 17); $to = sockaddr_in(9, inet_aton("192.168.1.1")); send(S, "x", 0, $to) for 1 .. 50000';
  await host.learnerMust(`perl -e '${flood}'`);
  const count = (await arrived()) - before;
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(40_000);
  expect(await host.learnerMust('sudo nft list ruleset')).not.toContain('netdev');
});
