import { z } from 'zod';
import type { Link, LinkAddress } from '../../observe/links.ts';
import { isSame, isWithin } from '../../observe/prefix.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../contract.ts';
import { isMeant, written } from '../interfaces.ts';
import { commandIn, Here, noPlace, placeName, thereIn } from '../where.ts';

export default defineCheck({
  about: 'An interface has an address: a given one, or one within a prefix.',
  params: z.strictObject({
    in: Here,
    interface: z.string().max(15).optional().describe('Its name; left out, any.'),
    is: z.string().optional().describe('The address, with or without its prefix length.'),
    within: z.string().optional().describe('A prefix that it lies in, such as fd10::/16.'),
    family: z.enum(['inet', 'inet6']).optional().describe('IPv4 or IPv6.'),
    scope: z.enum(['global', 'link']).default('global').describe('How far it reaches.'),
    formed: z
      .boolean()
      .default(false)
      .describe(
        "true: the kernel formed it from a router's advertisement (SLAAC); a typed one does not count.",
      ),
  }),
  example: { in: 'netns/red', interface: 'veth-red', is: '10.1.0.2/24' },
  observe: async (at, { in: where }) => (await at.links(where)) ?? null,
  judge({ in: where, interface: name, is, within, family, scope, formed }, links) {
    const all = (links ?? []).filter((link) => name === undefined || link.name === name);
    const addresses = all.flatMap((link) => link.addresses).filter((one) => one.scope === scope);
    const evidence = [
      {
        command: commandIn(where, `ip addr${name ? ` show dev ${name}` : ''}`),
        seen: shown(addresses) || 'no address',
      },
    ];
    if (!links) return { holds: false, text: noPlace(where), evidence };
    const candidates = addresses.filter(
      (one) =>
        (family === undefined || one.family === family) &&
        (is === undefined || isMeant(one, is)) &&
        (within === undefined || isWithin(one.address, within)),
    );
    const found = candidates.find((one) => !formed || one.formed);
    const what =
      is ?? (within ? `an address in ${within}` : family === 'inet6' ? 'an IPv6 address' : 'an address');
    const of = name ? `${name} ${thereIn(where)}` : placeName(where);
    if (found) return { holds: true, text: `${of} has ${is ?? found.address}.`, evidence };
    const [typed] = candidates;
    return {
      holds: false,
      text:
        name !== undefined && all.length === 0
          ? `There is no interface ${name} ${thereIn(where)} yet.`
          : `${of} does not have ${what} yet.`,
      seen: typed
        ? `${typed.address} was typed, not formed from a router's advertisement.`
        : instead(links, name, is),
      evidence,
    };
  },
});

/** What there is in the place of the address: the same on another interface, another of its network, or any. */
function instead(
  links: readonly Link[],
  name: string | undefined,
  is: string | undefined,
): string | undefined {
  const all = links.flatMap((link) => link.addresses.map((one) => ({ ...one, link: link.name })));
  const global = all.filter(({ scope }) => scope === 'global');
  if (is === undefined) return undefined;
  const [wanted = '', length] = is.split('/');
  const told = (one: (typeof all)[number]) => `${one.link} has ${written(one)}`;
  const same = global.filter(({ address }) => isSame(address, wanted));
  const near = global.filter(
    (one) =>
      length !== undefined &&
      isWithin(one.address, `${wanted}/${length}`) &&
      (name === undefined || one.link === name),
  );
  const family = wanted.includes(':') ? 'inet6' : 'inet';
  const others = global.filter((one) => one.link === name && one.family === family);
  const [first] = [same, near, others].filter((some) => some.length > 0);
  return first && `${listed(first.slice(0, 4).map(told))}.`;
}

const shown = (addresses: readonly LinkAddress[]) =>
  addresses.map((one) => `${written(one)}${one.formed ? ' (formed)' : ''}`).join('\n');
