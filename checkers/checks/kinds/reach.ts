import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { isSame } from '../../observe/prefix.ts';
import { reachable } from '../../observe/views.ts';
import { defineCheck } from '../contract.ts';
import type { Surroundings } from '../surroundings.ts';
import { commandIn, Here, noPlace, placeName, Target, targetName, type Where } from '../where.ts';

export default defineCheck({
  about: 'One place reaches another by ping, over IPv4 or IPv6, or does not.',
  params: z.strictObject({
    from: Here,
    to: Target,
    family: z.enum(['inet', 'inet6']).default('inet').describe('Where `to` is a place.'),
    by: z.string().max(15).optional().describe('The interface that it is to go by.'),
    reached: z.boolean().default(true).describe('false: it should be out of reach.'),
  }),
  example: { from: 'netns/red', to: '10.1.0.1' },
  async observe(at, { from, to, family, by }) {
    const target = await at.addressOf(to, family);
    const out = by === undefined ? [] : ['-I', by];
    const argv = ['ping', '-n', ...out, '-c', '2', '-i', '0.2', '-W', '1', target ?? ''];
    const result = target === undefined ? undefined : await at.run(from, argv);
    const isThere = result !== undefined || (await at.reach(from)) !== undefined;
    const reached = result?.code === 0;
    const isElsewhere = !isThere || reached || from === 'host';
    return { isThere, target, reached, twice: isElsewhere ? [] : await sharedWithHost(at, from) };
  },
  judge({ from, to, reached: wanted }, { isThere, target, reached, twice }) {
    const seen = target === undefined ? `${to} has no such address` : reached ? 'it answers' : 'no answer';
    const command = commandIn(from, `ping ${isIPv6(target ?? '') ? '-6 ' : ''}-c 2 ${target ?? '<address>'}`);
    const evidence = [{ command, seen }];
    if (!isThere) return { holds: false, text: noPlace(from), evidence };
    const holds = reached === wanted;
    const text = `${placeName(from)} ${reached ? 'reaches' : 'does not reach'} ${targetName(to)}.`;
    return { holds, text, seen: holds || reached ? undefined : whyNot(from, to, target, twice), evidence };
  },
});

/** Addresses that a place has and the host too, on an interface of its own: answers to them end on the host. */
async function sharedWithHost(at: Surroundings, from: Where): Promise<{ address: string; on: string }[]> {
  const [inside, host] = await Promise.all([at.links(from), at.links('host')]);
  const own = reachable(inside ?? []).map(({ address }) => address);
  return (host ?? []).flatMap(({ name, addresses }) =>
    addresses
      .filter(({ address }) => own.some((one) => isSame(one, address)))
      .map(({ address }) => ({ address, on: name })),
  );
}

function whyNot(
  from: Where,
  to: Target,
  target: string | undefined,
  [twice]: { address: string; on: string }[],
): string | undefined {
  if (to === 'router' && target === undefined) return 'The host has no default route.';
  if (target === undefined) return `${targetName(to)} has no such address.`;
  if (twice) return `The host has the address ${twice.address} of ${placeName(from)} too, on ${twice.on}.`;
  return undefined;
}
