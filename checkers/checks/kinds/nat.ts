import { z } from 'zod';
import { type NatRule, parseIptables, parseNft } from '../../observe/nat.ts';
import { isWithin } from '../../observe/prefix.ts';
import { defineCheck } from '../contract.ts';
import { commandIn, Here, noPlace, placeName } from '../where.ts';

export default defineCheck({
  about: 'A rule translates addresses, of iptables or nftables: packets from a prefix, or to a port.',
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
    exists: z.boolean().default(true).describe('false: there is to be none.'),
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
      ? `${six}Packets ${what} are translated in ${placeName(where)}.`
      : `${six}Packets ${what} are not translated in ${placeName(where)}.`;
    return { holds: isThere === exists, text, evidence };
  },
});

function isMeant(
  { does, source, port: own }: NatRule,
  from: string | undefined,
  port: number | undefined,
): boolean {
  const changesSource = does === 'masquerade' || does === 'snat';
  if (port !== undefined) return !changesSource && own === port;
  if (!changesSource) return false;
  // A rule for all sources, or for a wider prefix, does it too.
  return (
    from === undefined ||
    source === undefined ||
    source === from ||
    isWithin(from.split('/')[0] ?? '', source)
  );
}
