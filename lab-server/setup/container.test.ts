import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { around } from './container.ts';

const HEAD = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
/** As in a container of Docker's default network. */
const BRIDGED = `${HEAD}eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\neth0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n`;

function rootWith(routes: string, links: [index: number, link: number]): string {
  const root = temporaryFolder();
  const files = {
    'proc/net/route': routes,
    'sys/class/net/eth0/ifindex': `${links[0]}\n`,
    'sys/class/net/eth0/iflink': `${links[1]}\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

test("in a container the machine asks from the address of the container's router", () => {
  expect(around({ container: 'oci' }, rootWith(BRIDGED, [2, 7]))).toEqual({ machine: ['172.17.0.1'] });
});

test('a container without a network has nobody around it', () => {
  expect(around({ container: 'podman' }, rootWith(HEAD, [2, 7]))).toEqual({ machine: [] });
});

test("a machine is none, nor is a container with its machine's network, whose router is somebody else", () => {
  expect(around({}, rootWith(BRIDGED, [2, 7]))).toBeUndefined();
  expect(around({ container: 'oci' }, rootWith(BRIDGED, [2, 2]))).toBeUndefined();
});
