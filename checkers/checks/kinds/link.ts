import { z } from 'zod';
import { parseLinks } from '../../observe/links.ts';
import { defineCheck } from '../contract.ts';
import { commandIn, Here, noPlace, placeName } from '../where.ts';

export default defineCheck({
  about: 'There is an interface of some kind: up, a member of a bridge.',
  params: z.strictObject({
    name: z.string().max(15).describe('Its name.'),
    in: Here,
    kind: z
      .enum(['veth', 'bridge', 'macvlan', 'ether', 'dummy', 'vlan', 'tun'])
      .optional()
      .describe("What it is, in the kernel's word; `ether` is a plain one."),
    up: z.boolean().optional().describe('Whether it is to be up.'),
    master: z.string().max(15).optional().describe('The bridge it is to be a member of.'),
    exists: z.boolean().default(true).describe('false: there is to be none.'),
  }),
  example: { name: 'br0', kind: 'bridge', up: true },
  async observe(at, { in: where }) {
    const result = await at.run(where, ['ip', '-j', '-d', 'addr']);
    return result ? parseLinks(result.stdout) : null;
  },
  judge({ name, in: where, kind, up, master, exists }, links) {
    const link = links?.find((one) => one.name === name);
    const seen = link
      ? `${link.name}: ${link.type}, ${link.up ? 'up' : 'down'}${link.master ? `, member of ${link.master}` : ''}`
      : `no ${name}`;
    const evidence = [{ command: commandIn(where, `ip -d link show dev ${name}`), seen }];
    const say = (holds: boolean, text: string) => ({ holds, text, evidence });
    if (!links) return say(false, noPlace(where));
    if (!exists) {
      return link
        ? say(false, `${name} is still there.`)
        : say(true, `There is no ${name} in ${placeName(where)}.`);
    }
    if (!link) return say(false, `There is no interface ${name} in ${placeName(where)} yet.`);
    if (kind !== undefined && link.type !== kind)
      return say(false, `${name} is no ${kind}, but ${link.type}.`);
    if (master !== undefined && link.master !== master)
      return say(false, `${name} is no member of ${master} yet.`);
    if (up !== undefined && link.up !== up) return say(false, `${name} is ${link.up ? 'up' : 'down'}.`);
    return say(true, `${name} is there${master ? `, a member of ${master}` : ''}${up ? ', and up' : ''}.`);
  },
});
