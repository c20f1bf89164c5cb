import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { HostMap, type MapPart } from '../../protocol/host-map.ts';
import { drawMap } from './draw.ts';
import type { MapFacts } from './facts.ts';

/**
 * Facts of a host of the lesson. A learner had made a namespace `blue` there with a veth pair into it, and started a container that shares the
 * host's network.
 */
function seen(): MapFacts {
  const file = path.join(import.meta.dirname, 'recorded/lesson-and-by-hand.json');
  const { inner, netnsOf, dockerNames, ...rest } = JSON.parse(readFileSync(file, 'utf8'));
  return { ...rest, inner: new Map(inner), netnsOf: new Map(netnsOf), dockerNames: new Map(dockerNames) };
}

const named = (map: HostMap, name: string) =>
  map.parts.filter((one): one is Extract<MapPart, { name?: string }> => 'name' in one && one.name === name);

test('containers have their framework, their owner and how they are attached', () => {
  const map = HostMap.parse(drawMap(seen()));
  const containers = map.parts.filter((part) => part.part === 'container');
  expect(
    containers.map(({ framework, name, owner, attachment }) => [framework, name, owner, attachment]),
  ).toEqual([
    ['docker', 'shared', undefined, 'host'],
    ['docker', 'whale', undefined, 'nat'],
    ['podman', 'seal', 'pi', 'nat'],
    ['incus', 'heron', undefined, 'direct'],
    ['lxd', 'otter', undefined, 'direct'],
  ]);
});

test('a port is one part however many addresses it is on, with its holder and the port inside', () => {
  const map = drawMap(seen());
  const [port] = map.parts.filter((part) => part.part === 'port' && part.port === 8888);
  expect(port).toMatchObject({ addresses: ['0.0.0.0', '::'], program: 'docker-proxy', framework: 'docker' });
  expect(map.links).toContainEqual(expect.objectContaining({ from: port?.id, kind: 'forwards', toPort: 80 }));
  expect(map.links).toContainEqual({ from: port?.id, to: 'interface:eth0', kind: 'listens' });
});

test('rootlessport leads to its child’s namespace, whichever namespace its own first thread is in', () => {
  const facts = seen();
  const [port] = drawMap(facts).parts.filter(
    (part) => part.part === 'port' && part.program === 'rootlessport',
  );
  const [pid = 0] = port?.part === 'port' ? port.pids : [];
  const netnsOf = new Map(facts.netnsOf).set(pid, facts.own);
  const [seal] = named(drawMap(facts), 'seal');
  const links = drawMap({ ...facts, netnsOf }).links.filter(({ kind }) => kind === 'forwards');
  expect(links.map(({ to }) => to)).toContain(seal?.part === 'container' ? seal.in : undefined);
});

test('both ends of a pair are joined, even when no process tells whose the number is', () => {
  const map = drawMap(seen());
  const [inside] = named(map, 'v1');
  expect(map.links).toContainEqual({ from: 'interface:v0', to: inside?.id, kind: 'veth' });
  expect(named(map, 'blue')).toMatchObject([{ part: 'namespace', processes: 0 }]);
});

test('the host’s own cards are told from pairs: their other ends are elsewhere', () => {
  const cards = drawMap(seen()).parts.filter((part) => part.part === 'interface' && part.kind === 'ethernet');
  expect(cards.map(({ id }) => id)).toEqual(['interface:eth0', 'interface:eth1']);
});

test('every link ends at parts that exist, and no id comes twice', () => {
  const { parts, links } = drawMap(seen());
  const ids = parts.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { from, to } of links) expect(ids).toEqual(expect.arrayContaining([from, to]));
});

test('the same facts give the same map', () => {
  expect(drawMap(seen())).toEqual(drawMap(seen()));
});

test('a container whose namespace could not be entered is cut off, and still there', () => {
  const map = drawMap({ ...seen(), inner: new Map() });
  const [heron] = named(map, 'heron');
  expect(heron).toMatchObject({ attachment: 'none' });
});

test('names are cut, and shown in a form that is safe to show', () => {
  const facts = seen();
  const links = facts.links.map((link) =>
    link.name === 'v0' ? { ...link, name: `\u202e\u001b[2J${'x'.repeat(500)}` } : link,
  );
  const map = HostMap.parse(drawMap({ ...facts, links }));
  expect(JSON.stringify(map)).not.toMatch(/\\u001b|\u202e/);
  expect(JSON.stringify(map)).toContain(`\ufffd\ufffd[2J${'x'.repeat(70)}`);
});
