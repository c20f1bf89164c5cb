import { BlockList, isIPv6 } from 'node:net';
import { z } from 'zod';
import { type NatRule, parseIptables, parseNft } from '../../observe/nat.ts';
import { isWithin } from '../../observe/prefix.ts';
import { defineCheck } from '../contract.ts';
import { commandIn, Here, noPlace, thereIn } from '../where.ts';

export default defineCheck({
  about:
    'A rule translates addresses, of iptables or nftables: packets from a prefix, or to a port. The rule is read; whether packets come to it is seen by `leaves`.',
  params: z.strictObject({
    in: Here,
    family: z.enum(['inet', 'inet6']).default('inet').describe('IPv4 or IPv6.'),
    from: z
      .string()
      .optional()
      .describe('A prefix whose packets get another source address (masquerade, SNAT).'),
    port: z
      .int()
      .min(1)
      .max(65_535)
      .optional()
      .describe('A port whose packets are sent elsewhere (DNAT, redirect).'),
    exists: z.boolean().default(true).describe('false: there should be none.'),
  }),
  example: { from: '10.1.0.0/24' },
  async observe(at, { in: where, family }) {
    const save = family === 'inet' ? 'iptables-save' : 'ip6tables-save';
    const own = await at.run(where, [save, '-t', 'nat']);
    if (!own) return null;
    const nft = await at.run(where, ['nft', 'list', 'ruleset']);
    return [
      ...parseIptables(own.stdout, family),
      ...parseNft(nft?.stdout ?? '').filter((one) => one.family === family),
    ];
  },
  judge({ in: where, family, from, port, exists }, rules) {
    const evidence = [
      {
        command: commandIn(where, 'sudo nft list ruleset'),
        seen: (rules ?? []).map(({ line }) => line).join('\n') || 'no such rules',
      },
    ];
    if (!rules) return { holds: false, text: noPlace(where), evidence };
    const isThere = rules.some((rule) => isMeant(rule, from, port));
    const what = port === undefined ? `from ${from ?? 'anywhere'}` : `to port ${port}`;
    const six = family === 'inet6' ? 'IPv6 ' : '';
    const text = isThere
      ? `${six}Packets ${what} are translated ${thereIn(where)}.`
      : `${six}Packets ${what} are not translated ${thereIn(where)}.`;
    return { holds: isThere === exists, text, evidence };
  },
});

function isMeant(
  { does, sources, port: own }: NatRule,
  from: string | undefined,
  port: number | undefined,
): boolean {
  const changesSource = does === 'masquerade' || does === 'snat';
  if (port !== undefined) return !changesSource && own === port;
  if (!changesSource) return false;
  // A rule for all sources, or for a wider prefix, translates these addresses too.
  return (
    from === undefined || sources === undefined || sources.some((one) => one === from || covers(one, from))
  );
}

/** Whether a prefix or a range has the first and the last address of another prefix in it. */
function covers(wide: string, prefix: string): boolean {
  const [address = '', length = '128'] = prefix.split('/');
  const [first, last] = wide.split('-');
  if (last === undefined)
    return wide.includes('/')
      ? isWithin(address, wide) && Number(wide.split('/')[1]) <= Number(length)
      : wide === address && ['32', '128'].includes(length);
  const range = new BlockList();
  try {
    range.addRange(first ?? '', last, isIPv6(address) ? 'ipv6' : 'ipv4');
    // The first and last address of a network are its own, and a range may leave them out.
    const near = address.replace(/([.:])0?$/, '$11');
    return range.check(near, isIPv6(address) ? 'ipv6' : 'ipv4');
  } catch {
    return false;
  }
}
