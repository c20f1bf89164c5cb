import { z } from 'zod';
import { type LinkAddress, parseLinks } from '../../observe/links.ts';
import { isSame, isWithin } from '../../observe/prefix.ts';
import { defineCheck } from '../contract.ts';
import { commandIn, Here, noPlace, placeName } from '../where.ts';

export default defineCheck({
  about: 'An interface has an address: a given one, or one within a prefix.',
  params: z.strictObject({
    in: Here,
    interface: z.string().max(15).optional().describe('Its name; left out, any.'),
    is: z.string().optional().describe('The address, with or without its prefix length.'),
    within: z.string().optional().describe('A prefix that it lies in, such as fd10::/16.'),
    family: z.enum(['inet', 'inet6']).optional().describe('IPv4 or IPv6.'),
    scope: z.enum(['global', 'link']).default('global').describe('How far it reaches.'),
  }),
  example: { in: 'netns/red', interface: 'veth-red', is: '10.1.0.2/24' },
  async observe(at, { in: where }) {
    const result = await at.run(where, ['ip', '-j', '-d', 'addr']);
    return result ? parseLinks(result.stdout) : null;
  },
  judge({ in: where, interface: name, is, within, family, scope }, links) {
    const all = (links ?? []).filter((link) => name === undefined || link.name === name);
    const addresses = all.flatMap((link) => link.addresses).filter((one) => one.scope === scope);
    const evidence = [
      {
        command: commandIn(where, `ip addr${name ? ` show dev ${name}` : ''}`),
        seen: shown(addresses) || 'no address',
      },
    ];
    if (!links) return { holds: false, text: noPlace(where), evidence };
    if (name !== undefined && all.length === 0) {
      return { holds: false, text: `There is no interface ${name} in ${placeName(where)} yet.`, evidence };
    }
    const found = addresses.find(
      (one) =>
        (family === undefined || one.family === family) &&
        (is === undefined || isMeant(one, is)) &&
        (within === undefined || isWithin(one.address, within)),
    );
    const what =
      is ?? (within ? `an address in ${within}` : family === 'inet6' ? 'an IPv6 address' : 'an address');
    const of = `${name ? `${name} in ` : ''}${placeName(where)}`;
    return found
      ? { holds: true, text: `${of} has ${is ?? found.address}.`, evidence }
      : { holds: false, text: `${of} does not have ${what} yet.`, evidence };
  },
});

function isMeant({ address, prefix }: LinkAddress, is: string): boolean {
  const [wanted = '', length] = is.split('/');
  return isSame(address, wanted) && (length === undefined || Number(length) === prefix);
}

const shown = (addresses: readonly LinkAddress[]) =>
  addresses.map(({ address, prefix }) => `${address}/${prefix}`).join('\n');
