import { expect, test } from 'vitest';
import { parseIptables, parseNft } from '../observe/nat.ts';
import { isSame, isWithin } from '../observe/prefix.ts';
import { parseNeighbours, parseRoutes } from '../observe/routes.ts';
import { CheckEntry, checkKinds, kindOf } from './registry.ts';

test('every kind has an example that its own schema takes, and says what each field is', () => {
  expect(checkKinds.size).toBeGreaterThan(9);
  for (const [name, { params, example, about }] of checkKinds) {
    const entry = CheckEntry.parse({ [name]: example });
    expect(kindOf(entry).name).toBe(name);
    expect(about).toMatch(/\.$/);
    for (const [field, schema] of Object.entries(params.shape)) {
      expect((schema as { description?: string }).description, `${name}.${field}`).toMatch(/\S/);
    }
  }
});

test('a check has one kind, and no field that there is not', () => {
  expect(CheckEntry.safeParse({}).success).toBe(false);
  expect(CheckEntry.safeParse({ listening: { port: 1 }, namespace: { name: 'red' } }).success).toBe(false);
  expect(CheckEntry.safeParse({ listening: { port: 0 } }).success).toBe(false);
  expect(CheckEntry.safeParse({ listening: { port: 1, adress: '::' } }).success).toBe(false);
  expect(CheckEntry.safeParse({ reach: { from: 'docker/../x', to: '10.0.0.1' } }).success).toBe(false);
});

test('NAT as iptables and nft print it', () => {
  const saved = `*nat
:POSTROUTING ACCEPT [0:0]
-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE
-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8888 -j DNAT --to-destination 172.17.0.2:80
-A POSTROUTING ! -s 10.0.0.0/8 -j MASQUERADE
COMMIT`;
  expect(parseIptables(saved, 'inet')).toMatchObject([
    { does: 'masquerade', source: '172.17.0.0/16' },
    { does: 'dnat', port: 8888, to: '172.17.0.2:80' },
    { does: 'masquerade' },
  ]);
  expect(parseIptables(saved, 'inet')[2]).not.toHaveProperty('source');
  const ruleset = `table ip nat {
	chain POSTROUTING {
		type nat hook postrouting priority srcnat; policy accept;
		oifname != "docker0" ip saddr 172.17.0.0/16 counter packets 0 bytes 0 xt target "MASQUERADE"
	}
}
table inet mine {
	chain post {
		type nat hook postrouting priority srcnat; policy accept;
		ip6 saddr fd10::/64 masquerade
		meta l4proto tcp redirect to :8080
	}
}`;
  expect(parseNft(ruleset)).toMatchObject([
    { family: 'inet6', does: 'masquerade', source: 'fd10::/64' },
    { family: 'inet', does: 'redirect' },
    { family: 'inet6', does: 'redirect' },
  ]);
});

test('routes and neighbours as ip prints them', () => {
  const routes = `[{"dst":"default","gateway":"10.0.0.1","dev":"eth0","flags":[]},{"dst":"10.0.0.0/24","dev":"eth0","protocol":"kernel","flags":[]},{"dst":"10.1.0.0/24","via":{"family":"inet6","host":"fe80::1"},"dev":"eth0","flags":[]}]`;
  expect(parseRoutes(routes)).toEqual([
    { to: 'default', via: '10.0.0.1', dev: 'eth0' },
    { to: '10.0.0.0/24', dev: 'eth0', protocol: 'kernel' },
    { to: '10.1.0.0/24', via: 'fe80::1', dev: 'eth0' },
  ]);
  expect(parseRoutes('')).toEqual([]);
  expect(
    parseNeighbours(
      '[{"dst":"10.0.0.1","dev":"eth0","lladdr":"02:00:00:00:00:01","state":["REACHABLE"]},{"dst":"10.0.0.9","dev":"eth0","state":["FAILED"]}]',
    ),
  ).toEqual([
    { address: '10.0.0.1', dev: 'eth0', mac: '02:00:00:00:00:01', states: ['REACHABLE'] },
    { address: '10.0.0.9', dev: 'eth0', states: ['FAILED'] },
  ]);
});

test('addresses and prefixes, however they are written', () => {
  expect(isWithin('10.1.2.3', '10.0.0.0/8')).toBe(true);
  expect(isWithin('10.1.2.3', 'fd00::/8')).toBe(false);
  expect(isWithin('fd10::1', 'fd10::/16')).toBe(true);
  expect(isWithin('nonsense', '10.0.0.0/8')).toBe(false);
  expect(isWithin('10.1.2.3', '10.0.0.0')).toBe(false);
  expect(isSame('fd00:0:0::1', 'fd00::1')).toBe(true);
  expect(isSame('*', '*')).toBe(true);
  expect(isSame('::', '0.0.0.0')).toBe(false);
});
