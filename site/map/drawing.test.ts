import ELK from 'elkjs/lib/elk.bundled.js';
import { expect, test } from 'vitest';
import type { HostMap, MapInterface, MapPart } from '../../protocol/host-map.ts';
import { commandFor, word } from './command.ts';
import { graphOf, readLayout } from './layout.ts';
import { litParts } from './lit.ts';
import { pathOfLit } from './lit-path.ts';
import { saidOf, sentenceOf } from './naming.ts';
import { steadyOrder } from './order.ts';
import { Wiring } from './wiring.ts';

const eth0: MapInterface = {
  id: 'interface:eth0',
  part: 'interface',
  name: 'eth0',
  kind: 'ethernet',
  up: true,
  addresses: [],
};
const docker0: MapInterface = { ...eth0, id: 'interface:docker0', name: 'docker0', kind: 'bridge' };

/** A host with so many Docker containers, each with a port. */
function hostWith(names: readonly string[]): HostMap {
  const of = (name: string, at: number): MapPart[] => [
    { id: `namespace:${name}`, part: 'namespace', inode: at, pid: 100 + at, processes: 1 },
    { ...eth0, id: `interface:veth${name}`, name: `veth${name}`, kind: 'veth' },
    { ...eth0, id: `interface:eth0@${name}`, kind: 'veth', in: `namespace:${name}` },
    {
      id: `container:docker:${name}`,
      part: 'container',
      framework: 'docker',
      name,
      pid: 100 + at,
      attachment: 'nat',
      in: `namespace:${name}`,
    },
    {
      id: `port:${name}`,
      part: 'port',
      port: 8000 + at,
      addresses: ['::'],
      program: 'docker-proxy',
      pids: [at],
    },
  ];
  return {
    parts: [{ id: 'lan', part: 'lan', routers: ['192.168.1.1'] }, eth0, docker0, ...names.flatMap(of)],
    links: [
      { from: 'interface:eth0', to: 'lan', kind: 'cable' },
      ...names.flatMap((name): HostMap['links'] => [
        { from: `interface:veth${name}`, to: 'interface:docker0', kind: 'member' },
        { from: `interface:veth${name}`, to: `interface:eth0@${name}`, kind: 'veth' },
        { from: `port:${name}`, to: 'interface:eth0', kind: 'listens' },
        { from: `port:${name}`, to: `namespace:${name}`, kind: 'forwards', toPort: 80 },
      ]),
    ],
    left: 0,
  };
}

async function laidOut(map: HostMap, before: readonly string[] = [], isNarrow = false) {
  const wiring = new Wiring(map);
  const { graph, boxes } = graphOf(wiring, before, isNarrow);
  return readLayout(wiring, boxes, await new ELK().layout(graph));
}

test.each([false, true])(
  'no box lies on another, and the host’s frame is around all but the LAN (narrow: %s)',
  async (isNarrow) => {
    const { boxes, host, width, height } = await laidOut(
      hostWith(['ape', 'bee', 'cat', 'dog', 'elk']),
      [],
      isNarrow,
    );
    expect(boxes.length).toBe(3 + 5 * 3);
    for (const one of boxes) {
      for (const other of boxes) {
        if (one === other) continue;
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart, `${one.box.id} and ${other.box.id}`).toBe(true);
      }
      const inside = one.y >= host.y && one.y + one.height <= host.y + host.height && one.x >= host.x;
      expect(inside, one.box.id).toBe(one.box.kind !== 'lan');
      expect(one.x + one.width).toBeLessThanOrEqual(width);
      expect(one.y + one.height).toBeLessThanOrEqual(height);
    }
  },
);

test('parts that stay keep their order when something comes and goes', async () => {
  const first = await laidOut(hostWith(['ape', 'bee', 'cat']));
  const second = await laidOut(hostWith(['aardvark', 'ape', 'bee', 'cat']), first.order);
  const third = await laidOut(hostWith(['aardvark', 'ape', 'cat']), second.order);
  const cards = ({ boxes }: typeof first) =>
    boxes
      .filter(({ box }) => box.kind === 'card')
      .sort((a, b) => a.x - b.x)
      .map(({ box }) => box.id.replace('namespace:', ''));
  const before = cards(first);
  expect(cards(second).filter((name) => name !== 'aardvark')).toEqual(before);
  expect(cards(third).filter((name) => name !== 'aardvark')).toEqual(before.filter((name) => name !== 'bee'));
  expect(steadyOrder(['new', 'b', 'a'], ['a', 'gone', 'b'])).toEqual(['a', 'b', 'new']);
});

test('a lesson lights up a part, a kind, or a framework with everything it hangs on', () => {
  const wiring = new Wiring(hostWith(['ape']));
  expect([...litParts('interface:docker0', wiring)]).toEqual(['interface:docker0']);
  expect([...litParts('part:port', wiring)]).toEqual(['port:ape']);
  expect(litParts('kind:veth', wiring)).toEqual(new Set(['interface:vethape', 'interface:eth0@ape']));
  expect(litParts('framework:docker', wiring)).toEqual(
    new Set([
      'container:docker:ape',
      'namespace:ape',
      'port:ape',
      'interface:eth0@ape',
      'interface:vethape',
      'interface:docker0',
    ]),
  );
  expect(litParts('interface:gone', wiring).size).toBe(0);
});

test('each part has a sentence, a text for screen readers, and a command', () => {
  const wiring = new Wiring(hostWith(['ape']));
  for (const part of wiring.map.parts) {
    expect(sentenceOf(part, wiring), part.id).toMatch(/^\S.*\.$/);
    expect(saidOf(part, wiring), part.id).not.toMatch(/undefined/);
    expect(commandFor(part, wiring), part.id).not.toMatch(/undefined/);
  }
  expect(sentenceOf(wiring.part('port:ape') as MapPart, wiring)).toBe(
    'docker-proxy listens on it and hands each connection to ape, port 80. That is a proxy.',
  );
});

test('a name is a word of a command, whatever it is', () => {
  expect(word('docker0')).toBe('docker0');
  expect(word('$(reboot)')).toBe("'$(reboot)'");
  expect(word("it's")).toBe("'it'\\''s'");
  expect(word('-rf')).toBe("'-rf'");
  const odd: MapPart = { ...eth0, id: 'interface:odd', name: ';reboot' };
  expect(commandFor(odd, new Wiring({ parts: [odd], links: [], left: 0 }))).toBe(
    "ip addr show dev ';reboot'",
  );
});

test('the way of a lit part is not dimmed: down to its containers and up to the LAN, and nothing beside it', () => {
  const wiring = new Wiring(hostWith(['ape', 'bee']));
  const pathOf = (selector: string) => [...pathOfLit(litParts(selector, wiring), wiring)].sort();
  const cardOf = (name: string) => [
    `container:docker:${name}`,
    `interface:eth0@${name}`,
    `namespace:${name}`,
  ];
  expect(pathOf('interface:docker0')).toEqual(
    ['ape', 'bee']
      .flatMap((name) => [...cardOf(name), `interface:veth${name}`])
      .concat('interface:docker0')
      .sort(),
  );
  expect(pathOf('interface:vethape')).toEqual(
    [...cardOf('ape'), 'interface:docker0', 'interface:vethape'].sort(),
  );
  expect(pathOf('port:ape')).toEqual(
    ['container:docker:ape', 'interface:eth0', 'lan', 'namespace:ape', 'port:ape'].sort(),
  );
  expect(pathOf('interface:gone')).toEqual([]);
});
