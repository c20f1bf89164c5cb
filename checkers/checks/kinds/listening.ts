import { z } from 'zod';
import { Framework, frameworkName } from '../../../protocol/scenario.ts';
import type { Socket } from '../../observe/listeners.ts';
import { programsOf } from '../../observe/ports.ts';
import { isSame, isWithin } from '../../observe/prefix.ts';
import { listed } from '../../words.ts';
import { defineCheck } from '../contract.ts';
import { commandIn, Here, noPlace, placeName } from '../where.ts';

const EVERYWHERE = ['*', '0.0.0.0', '::'];

export default defineCheck({
  about: 'A TCP port is listened on, by whom, and on which address.',
  params: z.strictObject({
    port: z.int().min(1).max(65_535).describe('The port.'),
    in: Here,
    address: z
      .string()
      .optional()
      .describe('The only address it may be bound to; any address when left out.'),
    within: z
      .string()
      .optional()
      .describe('A prefix that the address it is bound to lies in, such as fd10::/16.'),
    by: z
      .union([
        Framework,
        z
          .string()
          .startsWith('/')
          .or(z.string().regex(/^[\w.-]+$/)),
      ])
      .optional()
      .describe('The framework that is to hold it, or the name of the program.'),
    open: z.boolean().default(true).describe('false: nobody is to listen there.'),
  }),
  example: { port: 8080, by: 'podman' },
  observe: async (at, { in: where }) => (await at.sockets(where)) ?? null,
  judge({ port, in: where, address, within, by, open }, sockets) {
    const evidence = [{ command: commandIn(where, 'sudo ss -tlnp'), seen: shown(sockets, port) }];
    if (!sockets) return { holds: false, text: noPlace(where), evidence };
    const there = sockets.filter((one) => one.port === port);
    if (!open) {
      const holds = there.length === 0;
      return {
        holds,
        text: holds ? `Nobody listens on port ${port}.` : `Somebody still listens on port ${port}.`,
        evidence,
      };
    }
    if (there.length === 0)
      return { holds: false, text: `Nobody listens on port ${port} of ${placeName(where)} yet.`, evidence };
    const bound = there.filter(
      (one) =>
        (address === undefined || isSame(one.address, address)) &&
        (within === undefined || isWithin(one.address, within)),
    );
    if (bound.length === 0) {
      const isOpen = there.some((one) => EVERYWHERE.includes(one.address));
      const place = isOpen ? 'on all addresses' : 'on another address';
      const text = `Port ${port} is listened on ${place}, and not on ${address ?? `one in ${within}`} alone.`;
      const seen = `It is listened on at ${listed([...new Set(there.map((one) => one.address))])}.`;
      return { holds: false, text, seen, evidence };
    }
    const held = by === undefined || bound.some(({ program }) => isBy(by, program));
    const who = Framework.safeParse(by).success ? frameworkName[by as Framework] : by;
    if (!held) {
      const programs = [...new Set(bound.map(({ program }) => program || 'no program'))];
      const seen = `The program that listens is ${listed(programs)}.`;
      return { holds: false, text: `Port ${port} is listened on, but not by ${who}.`, seen, evidence };
    }
    return {
      holds: true,
      text: `Port ${port} is listened on${by === undefined ? '' : ` by ${who}`}.`,
      evidence,
    };
  },
});

function isBy(by: string, program: string): boolean {
  const framework = Framework.safeParse(by);
  return framework.success ? programsOf(framework.data).test(program) : program === by;
}

function shown(sockets: readonly Socket[] | null, port: number): string {
  const lines = (sockets ?? []).filter((one) => one.port === port);
  return (
    lines.map(({ address, program }) => `${address}:${port} ${program}`).join('\n') ||
    `nothing on port ${port}`
  );
}
