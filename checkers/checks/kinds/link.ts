import { z } from 'zod';
import { defineCheck } from '../contract.ts';
import { KINDS, whatIs } from '../interfaces.ts';
import { commandIn, Here, noPlace, thereIn } from '../where.ts';

export default defineCheck({
  about: 'There is an interface of some kind: up, a member of a bridge.',
  params: z.strictObject({
    name: z.string().max(15).describe('Its name.'),
    in: Here,
    kind: z
      .enum(['veth', 'bridge', 'macvlan', 'ether', 'dummy', 'vlan', 'tun'])
      .optional()
      .describe("What it is, in the kernel's word; `ether` is a plain one."),
    up: z.boolean().optional().describe('Whether it should be up.'),
    master: z.string().max(15).optional().describe('The bridge it should be a member of.'),
    parent: z.string().max(15).optional().describe('The interface it should hang on, as a macvlan does.'),
    exists: z.boolean().default(true).describe('false: there should be none.'),
  }),
  example: { name: 'br0', kind: 'bridge', up: true },
  observe: async (at, { in: where }) => (await at.links(where)) ?? null,
  judge({ name, in: where, kind, up, master, parent, exists }, links) {
    const link = links?.find((one) => one.name === name);
    const evidence = [
      {
        command: commandIn(where, `ip -d link show dev ${name}`),
        seen: link ? `${whatIs(link)}, ${link.up ? 'up' : 'down'}` : `no ${name}`,
      },
    ];
    const say = (holds: boolean, text: string, seen?: string) => ({ holds, text, seen, evidence });
    if (!links) return say(false, noPlace(where));
    if (!exists) {
      return link
        ? say(false, `${name} is still there.`)
        : say(true, `There is no ${name} ${thereIn(where)}.`);
    }
    if (!link) return say(false, `There is no interface ${name} ${thereIn(where)} yet.`);
    if (kind !== undefined && link.type !== kind)
      return say(false, `${name} ${thereIn(where)} is no ${KINDS[kind]} yet.`, `${whatIs(link)}.`);
    if (parent !== undefined && link.parent !== parent)
      return say(false, `${name} ${thereIn(where)} does not hang on ${parent}.`, `${whatIs(link)}.`);
    if (master !== undefined && link.master !== master)
      return say(
        false,
        `${name} ${thereIn(where)} is no port of ${master} yet.`,
        `${name} is ${link.master ? `a port of ${link.master}` : 'a port of no bridge'}.`,
      );
    if (up !== undefined && link.up !== up)
      return say(
        false,
        `${name} ${thereIn(where)} is not ${up ? 'up' : 'down'} yet.`,
        `${name} is ${link.up ? 'up' : 'down'}.`,
      );
    return say(true, `${name} is there${master ? `, a member of ${master}` : ''}${up ? ', and up' : ''}.`);
  },
});
