import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { parseLinks } from '../../observe/links.ts';
import { readRouters } from '../../observe/routers.ts';
import { defineCheck } from '../contract.ts';
import type { Surroundings } from '../surroundings.ts';
import { commandIn, Here, noPlace, placeName, Where } from '../where.ts';

const Address = z.union([z.ipv4(), z.ipv6()]);

export default defineCheck({
  about: 'One place reaches another by ping, over IPv4 or IPv6, or does not.',
  params: z.strictObject({
    from: Here,
    to: z
      .union([Address, z.literal('router'), Where])
      .describe(
        'An address; `router`, the way out of the host; or a place, then its first global address of that family.',
      ),
    family: z.enum(['inet', 'inet6']).default('inet').describe('Where `to` is a place.'),
    by: z.string().max(15).optional().describe('The interface that it is to go by.'),
    reached: z.boolean().default(true).describe('false: it is to be out of reach.'),
  }),
  example: { from: 'netns/red', to: '10.1.0.1' },
  async observe(at, { from, to, family, by }) {
    const target = Address.safeParse(to).success ? to : await firstAddress(at, to, family);
    if (target === undefined) return { isThere: true, target, reached: false };
    const out = by === undefined ? [] : ['-I', by];
    const argv = ['ping', '-n', ...out, '-c', '2', '-i', '0.2', '-W', '1', target];
    const result = await at.run(from, argv);
    return { isThere: result !== undefined, target, reached: result?.code === 0 };
  },
  judge({ from, to, reached: wanted }, { isThere, target, reached }) {
    const seen = target === undefined ? `${to} has no such address` : reached ? 'it answers' : 'no answer';
    const command = commandIn(from, `ping ${isIPv6(target ?? '') ? '-6 ' : ''}-c 2 ${target ?? '<address>'}`);
    const evidence = [{ command, seen }];
    if (!isThere) return { holds: false, text: noPlace(from), evidence };
    const goal = to === 'router' ? 'the router' : Address.safeParse(to).success ? to : placeName(to);
    const text = reached
      ? `${placeName(from)} reaches ${goal}.`
      : `${placeName(from)} does not reach ${goal}.`;
    return { holds: reached === wanted, text, evidence };
  },
});

async function firstAddress(
  at: Surroundings,
  where: 'router' | Where,
  family: 'inet' | 'inet6',
): Promise<string | undefined> {
  if (where === 'router') {
    const routers = await readRouters(at.host);
    return routers.find((one) => isIPv6(one) === (family === 'inet6'));
  }
  const result = await at.run(where, ['ip', '-j', '-d', 'addr']);
  const addresses = result ? parseLinks(result.stdout).flatMap((link) => link.addresses) : [];
  return addresses.find((one) => one.family === family && one.scope === 'global')?.address;
}
