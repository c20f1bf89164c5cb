import { z } from 'zod';
import { isSame } from '../../observe/prefix.ts';
import { parseNeighbours } from '../../observe/routes.ts';
import { defineCheck } from '../contract.ts';
import { commandIn, Here, noPlace } from '../where.ts';

export default defineCheck({
  about: "An address is in the neighbour table: its owner's hardware address is known, or is not.",
  params: z.strictObject({
    address: z.string().describe('The IPv4 or IPv6 address.'),
    in: Here,
    known: z.boolean().default(true).describe('false: it should be unknown, as when nobody answers for it.'),
  }),
  example: { address: '10.1.0.2', known: true },
  async observe(at, { in: where }) {
    const result = await at.run(where, ['ip', '-j', 'neigh']);
    return result ? parseNeighbours(result.stdout) : null;
  },
  judge({ address, in: where, known }, neighbours) {
    const found = neighbours?.find((one) => isSame(one.address, address));
    const isKnown = found?.mac !== undefined && !found.states.includes('FAILED');
    const seen = found
      ? `${found.address} ${found.mac ?? ''} ${found.states.join(' ')}`
      : `no entry for ${address}`;
    const evidence = [{ command: commandIn(where, 'ip neigh'), seen }];
    if (!neighbours) return { holds: false, text: noPlace(where), evidence };
    const text = isKnown ? `${address} is a known neighbour.` : `Nobody has answered for ${address} lately.`;
    return { holds: isKnown === known, text, evidence };
  },
});
