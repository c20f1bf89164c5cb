import { z } from 'zod';
import { type Crossing, PROTOCOLS, type Protocol, readPassage } from '../../observe/passage.ts';
import { isSame } from '../../observe/prefix.ts';
import { reachable } from '../../observe/views.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../contract.ts';
import { noPlace, placeName, Target, targetName, Where } from '../where.ts';

/** What became of the packet of one protocol. */
type Fate = 'own' | 'host' | 'foreign' | 'elsewhere' | 'stays' | 'missing';

export default defineCheck({
  about:
    "What a place sends leaves the host by an interface, under its own address or the host's. Packets of ICMP, UDP and TCP are sent and looked at as they leave, so it does not matter how the rules are written that translate them.",
  params: z.strictObject({
    from: Where.describe('Who sends: `netns/red`, or a container as `docker/whale`.'),
    to: Target.default('router').describe('Where to: an address, `router`, or a place.'),
    family: z.enum(['inet', 'inet6']).default('inet').describe('Where `to` is no address.'),
    by: z.string().max(15).default('eth0').describe('The interface of the host.'),
    as: z
      .enum(['own', 'host'])
      .describe("`host`: under an address of the host, translated. `own`: under the sender's own."),
  }),
  example: { from: 'netns/red', as: 'host' },
  async observe(at, { from, to, family }) {
    const sender = await at.reach(from);
    const target = await at.addressOf(to, family);
    if (!sender || target === undefined) return { isThere: sender !== undefined, target };
    const [crossings, own, host] = await Promise.all([
      readPassage(at.host, sender, target),
      at.links(from),
      at.links('host'),
    ]);
    const [ofSender, ofHost] = [own, host].map((links) =>
      reachable(links ?? []).map(({ address }) => address),
    );
    return { isThere: true, target, crossings, ofSender, ofHost };
  },
  judge({ from, to, by, as }, { isThere, target, crossings = [], ofSender = [], ofHost = [] }) {
    const evidence = [
      { command: `sudo tcpdump -ni any host ${target ?? '<address>'}`, seen: shown(crossings) || 'nothing' },
    ];
    const say = (holds: boolean, text: string) => ({ holds, text, evidence });
    if (!isThere) return say(false, noPlace(from));
    if (target === undefined)
      return say(
        false,
        to === 'router' ? 'The host has no default route.' : `${targetName(to)} has no such address.`,
      );
    const of = (protocol: Protocol) => {
      const own = crossings.filter((one) => one.protocol === protocol);
      const out = own.findLast(({ direction }) => direction === 'out');
      const leaving = own.findLast((one) => one.direction === 'out' && one.interface === by);
      return { protocol, ...fateOf(leaving, out, own.length > 0, ofSender, ofHost) };
    };
    const fates = PROTOCOLS.map(of);
    const holds = fates.every(({ fate }) => fate === as);
    return say(holds, sentences(fates, placeName(from), by));
  },
});

function fateOf(
  leaving: Crossing | undefined,
  out: Crossing | undefined,
  isSeen: boolean,
  ofSender: readonly string[],
  ofHost: readonly string[],
): { fate: Fate; at?: string } {
  if (leaving) {
    const is = (address: string) => isSame(address, leaving.source);
    const fate = ofSender.some(is) ? 'own' : ofHost.some(is) ? 'host' : 'foreign';
    return { fate, at: leaving.source };
  }
  if (out) return { fate: 'elsewhere', at: out.interface };
  return { fate: isSeen ? 'stays' : 'missing' };
}

/** One sentence for all protocols with the same fate. */
function sentences(
  fates: readonly { protocol: Protocol; fate: Fate; at?: string }[],
  place: string,
  by: string,
): string {
  const alike = [...Map.groupBy(fates, ({ fate, at }) => `${fate} ${at}`).values()];
  return alike
    .map((group) => {
      const [first] = group;
      const isAll = group.length === PROTOCOLS.length;
      const names = listed(group.map(({ protocol }) => protocol.toUpperCase()));
      const who = isAll ? `What ${place} sends` : names;
      const verb = (one: string, many: string) => (isAll || group.length === 1 ? one : many);
      const at = first?.at;
      const leaves = verb('leaves', 'leave');
      const fates: Record<Fate, string> = {
        own: `${leaves} the host by ${by} under ${at}, the address of the sender`,
        host: `${leaves} the host by ${by} under ${at}, an address of the host`,
        foreign: `${leaves} the host by ${by} under ${at}, which is an address of neither the sender nor the host`,
        elsewhere: `${leaves} the host by ${at}, not by ${by}`,
        stays: `${verb('comes', 'come')} to the host and ${verb('does', 'do')} not leave it`,
        missing: `${verb('does', 'do')} not come to the host`,
      };
      return `${who} ${fates[first?.fate ?? 'missing']}.`;
    })
    .join(' ');
}

const shown = (crossings: readonly Crossing[]) =>
  crossings
    .map(
      ({ protocol, interface: name, direction, source, hops }) =>
        `${name} ${direction}: ${protocol} from ${source}, ttl ${hops}`,
    )
    .join('\n');
