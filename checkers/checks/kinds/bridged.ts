import { z } from 'zod';
import { type Crossing, readPassage } from '../../observe/passage.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../contract.ts';
import { noPlace, placeName, Target, targetName, Where } from '../where.ts';

export default defineCheck({
  about:
    'Frames from one place to another pass a bridge of the host: in by one of its ports, out by another. Packets are sent and looked at on their way; no router may have had them.',
  params: z.strictObject({
    from: Where.describe('Who sends: `netns/left`, or a container as `docker/whale`.'),
    to: Target,
    family: z.enum(['inet', 'inet6']).default('inet').describe('Where `to` is no address.'),
    bridge: z.string().max(15).describe('The name of the bridge.'),
  }),
  example: { from: 'netns/left', to: '10.1.0.2', bridge: 'br0' },
  async observe(at, { from, to, family }) {
    const sender = await at.reach(from);
    const target = await at.addressOf(to, family);
    if (!sender || target === undefined) return { isThere: sender !== undefined, target };
    const [crossings, links] = await Promise.all([readPassage(at.host, sender, target), at.links('host')]);
    const ports = (links ?? []).flatMap(({ name, master }) => (master ? [[name, master] as const] : []));
    return { isThere: true, target, crossings, ports: Object.fromEntries(ports) };
  },
  judge({ from, to, bridge }, { isThere, target, crossings = [], ports = {} }) {
    const evidence = [
      {
        command: `sudo tcpdump -ni any host ${target ?? '<address>'}`,
        seen: shown(crossings, ports) || 'nothing on any interface of the host',
      },
    ];
    const say = (holds: boolean, text: string) => ({ holds, text, evidence });
    if (!isThere) return say(false, noPlace(from));
    if (target === undefined) return say(false, `${targetName(to)} has no such address.`);
    const what = `What ${placeName(from)} sends to ${targetName(to)}`;
    if (crossings.length === 0) return say(false, `${what} passes no interface of the host.`);
    const isPort = (one: Crossing) => ports[one.interface] === bridge;
    const entry = crossings.find((one) => one.direction === 'in' && isPort(one));
    const exit =
      entry &&
      crossings.find(
        (one) =>
          one.direction === 'out' &&
          isPort(one) &&
          one.protocol === entry.protocol &&
          one.interface !== entry.interface,
      );
    if (exit && exit.hops === entry.hops)
      return say(true, `${what} passes the bridge ${bridge}, from ${entry.interface} to ${exit.interface}.`);
    if (exit) return say(false, `${what} is routed by the host, not bridged.`);
    const bridges = [...new Set(crossings.flatMap((one) => ports[one.interface] ?? []))];
    if (entry)
      return say(
        false,
        `${what} comes to the bridge ${bridge} by ${entry.interface}, and leaves it by no other port.`,
      );
    const way = listed([...new Set(crossings.map((one) => one.interface))]);
    const of =
      bridges.length > 0
        ? `of the bridge ${listed(bridges)}, and not of ${bridge}`
        : `not a port of ${bridge}`;
    return say(false, `${what} passes ${way}, ${of}.`);
  },
});

const shown = (crossings: readonly Crossing[], ports: Record<string, string>) =>
  crossings
    .map(
      ({ protocol, interface: name, direction, source, hops }) =>
        `${name}${ports[name] ? ` (${ports[name]})` : ''} ${direction}: ${protocol} from ${source}, ttl ${hops}`,
    )
    .join('\n');
