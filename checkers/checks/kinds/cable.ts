import { z } from 'zod';
import type { Link } from '../../observe/links.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../contract.ts';
import { isMeant, whatIs, written } from '../interfaces.ts';
import { commandIn, Here, noPlace, placeName, thereIn, Where } from '../where.ts';

export default defineCheck({
  about: 'A veth pair is the cable between two places, with both ends up.',
  params: z.strictObject({
    from: Where.describe('Where one end is: `netns/red`, or a container as `docker/whale`.'),
    interface: z.string().max(15).optional().describe('The name of that end; left out, any.'),
    to: Here.describe('Where the other end is.'),
    end: z.string().max(15).optional().describe('The name of the other end; left out, any.'),
    address: z.string().optional().describe('An address of the other end, with its prefix length.'),
    bridge: z.string().max(15).optional().describe('The bridge of which the other end is a port.'),
  }),
  example: { from: 'netns/red', interface: 'eth0', bridge: 'br0' },
  async observe(at, { from, to }) {
    const [near, far] = await Promise.all([at.links(from), at.links(to)]);
    return { near: near ?? null, far: far ?? null };
  },
  judge({ from, interface: name, to, end, address, bridge }, { near, far }) {
    const evidence = [
      { command: commandIn(from, 'ip -d link'), seen: shown(near) },
      { command: commandIn(to, 'ip -d addr'), seen: shown(far) },
    ];
    const say = (holds: boolean, text: string, seen?: string) => ({ holds, text, seen, evidence });
    if (!near) return say(false, noPlace(from));
    if (!far) return say(false, noPlace(to));
    const ends = near.filter((one) => one.type === 'veth' && (name === undefined || one.name === name));
    const inside = `${name ?? 'an interface'} ${thereIn(from)}`;
    const pairs = ends.flatMap((one) => {
      const other = far.find((two) => isPair(one, two));
      return other ? [{ one, other }] : [];
    });
    if (pairs.length === 0) {
      const other = near.find((one) => one.name === name && one.type !== 'veth');
      const [single] = ends;
      return say(
        false,
        `There is no veth pair from ${inside} to ${placeName(to)} yet.`,
        other ? `${whatIs(other)}.` : single && `The other end of ${single.name} is elsewhere.`,
      );
    }
    const faults = pairs.map(({ one, other }) => fault(one, other, { end, address, bridge }));
    const right = pairs[faults.indexOf(undefined)];
    return right
      ? say(true, `A veth pair joins ${inside} with ${right.other.name} ${thereIn(to)}.`)
      : say(false, `The veth pair between ${inside} and ${placeName(to)} is not as asked.`, faults[0]);
  },
});

/** Each end knows the other's index, and that it is in another namespace. */
const isPair = (one: Link, two: Link) =>
  two.type === 'veth' &&
  one.peer === two.index &&
  two.peer === one.index &&
  one.peerNetns !== undefined &&
  two.peerNetns !== undefined;

function fault(
  one: Link,
  other: Link,
  {
    end,
    address,
    bridge,
  }: { end?: string | undefined; address?: string | undefined; bridge?: string | undefined },
): string | undefined {
  if (end !== undefined && other.name !== end) return `Its other end is named ${other.name}, not ${end}.`;
  const down = [one, other].find(({ up }) => !up);
  if (down) return `${down.name} is down.`;
  if (bridge !== undefined && other.master !== bridge)
    return `${other.name} is a port of ${other.master ?? 'no bridge'}, and not of ${bridge}.`;
  if (address !== undefined && !other.addresses.some((own) => isMeant(own, address))) {
    const own = other.addresses.filter(({ scope }) => scope === 'global').map(written);
    return `${other.name} has ${listed(own) || 'no address'}, and not ${address}.`;
  }
  return undefined;
}

const shown = (links: readonly Link[] | null) =>
  (links ?? [])
    .map(({ name, type, up, master, addresses }) =>
      [name, type, up ? 'up' : 'down', master ? `in ${master}` : '', ...addresses.map(written)]
        .filter(Boolean)
        .join(' '),
    )
    .join('\n') || 'no such place';
