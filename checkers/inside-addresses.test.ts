import { expect, test } from 'vitest';
import checker from './inside-addresses.ts';
import { recorded } from './observe/recorded/host.ts';
import type { ViewFacts } from './observe/views.ts';

/** Beside the lesson's four: `bare` in the host's network, `lone` with none, and `old`, which does not run. */
const facts: ViewFacts = JSON.parse(recorded('facts-nat-or-not.json'));
const judge = (addresses: string) => checker.judge({ addresses }, facts);
const ids = (addresses: string) => judge(addresses).findings.map(({ id }) => id);
const addressesOf = (name: string) =>
  facts.views
    .filter(({ container }) => container.name === name)
    .flatMap(({ links }) => links.flatMap(({ addresses }) => addresses));
const six = (name: string) =>
  addressesOf(name).find(({ address, scope }) => scope === 'global' && address.startsWith('2001'))?.address;
const four = (name: string) =>
  addressesOf(name).find(({ family, scope }) => scope === 'global' && family === 'inet')?.address;
const line = (name: string) => [name, four(name), six(name)].filter(Boolean).join(' ');
const all = ['whale', 'seal', 'heron', 'otter'].map(line).join('\n');

test('one container of each framework, with its addresses, is right', () => {
  expect(judge(all)).toMatchObject({ status: 'correct', score: 1 });
  expect(judge(`${all}\n${line('bare')}`)).toMatchObject({ status: 'correct' });
});

test('a prefix length, more of its own addresses, and the words that incus ls prints beside them are allowed', () => {
  const others = addressesOf('heron').map(({ address, prefix }) => `${address}/${prefix} (eth0)`);
  const more = `| heron | RUNNING | ${others.filter((one) => !/^(127|::1)/.test(one)).join(' |\n| | | ')}`;
  expect(judge(['whale', 'seal', 'otter'].map(line).concat(more).join('\n'))).toMatchObject({
    status: 'correct',
  });
});

test('what ip addr prints inside may be pasted below the name', () => {
  const printed = addressesOf('heron').map(
    ({ address, prefix, family, scope }) =>
      `    ${family} ${address}/${prefix} brd 192.168.1.255 scope ${scope} eth0`,
  );
  const pasted = [
    'heron (Incus).',
    '2: eth0@if5: <BROADCAST,UP> mtu 1500',
    '    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff',
    ...printed,
  ].join('\n');
  expect(judge([pasted, ...['whale', 'seal', 'otter'].map(line)].join('\n'))).toMatchObject({
    status: 'correct',
  });
});

test('an address that is missing or belongs to another container is reported', () => {
  expect(ids(line('whale'))).toEqual(['framework-left-out']);
  expect(judge(line('whale'))).toMatchObject({ status: 'partial', score: 0.25 });
  const heron = (given: string) =>
    ids(['whale', 'seal', 'otter'].map(line).concat(`heron ${given}`).join('\n'));
  expect(heron(`${four('heron')}`)).toEqual(['ipv6-missing']);
  expect(heron(`${six('heron')}`)).toEqual(['ipv4-missing']);
  expect(heron(`${four('heron')} ${six('otter')}`)).toEqual(['other-address', 'ipv6-missing']);
  expect(heron('192.168.1.10')).toEqual(['host-address', 'ipv4-missing', 'ipv6-missing']);
  expect(heron('127.0.0.1')).toContain('loopback');
  expect(ids(`${all}\nold 172.17.0.3`)).toEqual(['not-running']);
});

test('no finding says an address that was not given', () => {
  for (const { text } of judge('heron 127.0.0.1').findings)
    expect(text).not.toContain(four('heron') as string);
});
