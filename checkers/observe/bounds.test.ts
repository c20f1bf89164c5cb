import { expect, test } from 'vitest';
import { ObserveError } from '../define.ts';
import { beginningOf, LONGEST } from './bounds.ts';
import type { ObservedContainer } from './container.ts';
import { lookedInto } from './containers.ts';
import { parseList } from './docker.ts';
import { parseInstances } from './instances.ts';
import { parseLinks } from './links.ts';
import { parseLsns } from './lsns.ts';
import { parseIptables } from './nat.ts';
import { parsePage } from './page.ts';
import { joinPorts } from './ports.ts';
import { parseProcesses } from './processes.ts';

const long = '.'.repeat(64_000);

test('a page that shows an impossibly long host name is not our page', () => {
  expect(parsePage(`Hostname: ${long}\n`)).toBeUndefined();
  expect(parsePage(`Hostname: ${'a'.repeat(255)}\nFramework: ${long}`)?.framework).toHaveLength(LONGEST);
});

test('a name longer than anybody gives is refused, and the error says whose it is', () => {
  const docker = [{ Id: 'a'.repeat(64), Names: [`/${long}`], State: 'running' }];
  expect(() => parseList(JSON.stringify(docker))).toThrow(ObserveError);
  const instance = {
    name: 'one',
    project: 'default',
    status: 'Running',
    config: { 'image.description': long },
  };
  expect(() => parseInstances(JSON.stringify({ metadata: [instance] }), 'incus')).toThrow(
    /^incus on your lab host/,
  );
  // A field that no check reads may have any length.
  const other = { ...instance, config: { 'user.user-data': long } };
  expect(parseInstances(JSON.stringify({ metadata: [other] }), 'incus')).toMatchObject([{ name: 'one' }]);
  expect(() => parseLinks(JSON.stringify([{ ifname: long }]))).toThrow(/^ip on your lab host/);
});

test('only the beginning of a long command line or a long rule is taken', () => {
  expect(parseProcesses(`  1  0 sh ${long}`)).toEqual([{ pid: 1, ppid: 0, args: beginningOf(`sh ${long}`) }]);
  const namespaces = [{ ns: 1, type: 'mnt', nprocs: 1, pid: 1, netnsid: null, command: long }];
  expect(parseLsns(JSON.stringify({ namespaces }))[0]?.command).toHaveLength(LONGEST);
  expect(parseIptables(`-A POSTROUTING -j MASQUERADE --comment ${long}`, 'inet')[0]?.line).toHaveLength(
    LONGEST,
  );
});

test('every port of a host may be open on each of its addresses', () => {
  const numbers = Array.from({ length: 65_535 }, (_, i) => i + 1);
  const found = ['192.168.1.10', '2001:db8::10'].flatMap((address) =>
    numbers.map((port) => ({ address, port })),
  );
  const { open, inner } = joinPorts(
    found,
    numbers.map((port) => ({ port, program: 'docker-proxy' })),
  );
  expect(open).toHaveLength(65_535);
  expect(open.at(-1)).toEqual({
    port: 65_535,
    holders: ['docker'],
    addresses: ['192.168.1.10', '2001:db8::10'],
  });
  expect(inner).toEqual([]);
});

test('more containers than a check looks into are refused, with the way out', () => {
  const of = (count: number) => ({
    frameworks: [
      {
        framework: 'podman' as const,
        daemon: false,
        command: 'podman ps',
        containers: Array.from(
          { length: count },
          (_, i): ObservedContainer => ({
            framework: 'podman',
            name: `c${i}`,
            running: true,
            pid: i + 2,
          }),
        ),
      },
    ],
  });
  expect(lookedInto(of(100))).toHaveLength(100);
  expect(() => lookedInto(of(101))).toThrow(
    '101 containers run on your lab host, and a check looks into 100 at most',
  );
});
