import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { isSame } from '../../observe/prefix.ts';
import { parseRoutes, type RouteEntry } from '../../observe/routes.ts';
import { defineCheck } from '../contract.ts';
import { commandIn, Here, noPlace, placeName } from '../where.ts';

export default defineCheck({
  about: 'There is a route: to a prefix or the default one, by a gateway or an interface.',
  params: z.strictObject({
    to: z.string().describe('`default`, or a prefix such as 10.2.0.0/24.'),
    in: Here,
    family: z
      .enum(['inet', 'inet6'])
      .default('inet')
      .describe('Of the default route; a prefix says it itself.'),
    via: z.string().optional().describe('The gateway.'),
    dev: z.string().max(15).optional().describe('The interface.'),
    learned: z
      .boolean()
      .default(false)
      .describe("true: the kernel learned it from a router's advertisement; a typed one does not count."),
    exists: z.boolean().default(true).describe('false: there should be none.'),
  }),
  example: { to: 'default', in: 'netns/red', via: '10.1.0.1' },
  async observe(at, { in: where, to, family }) {
    const isSix = to === 'default' ? family === 'inet6' : to.includes(':');
    const result = await at.run(where, ['ip', '-j', isSix ? '-6' : '-4', 'route']);
    return result ? parseRoutes(result.stdout) : null;
  },
  judge({ to, in: where, family, via, dev, learned, exists }, routes) {
    const isSix = to === 'default' ? family === 'inet6' : isIPv6(to.split('/')[0] ?? '');
    const seen = (routes ?? []).map(shown).join('\n') || 'no routes';
    const evidence = [{ command: commandIn(where, `ip ${isSix ? '-6 ' : ''}route`), seen }];
    const say = (holds: boolean, text: string, seen?: string) => ({ holds, text, seen, evidence });
    if (!routes) return say(false, noPlace(where));
    const same = routes.filter((one) => isTo(one.to, to));
    const found = same.find(
      (one) =>
        (via === undefined || (one.via !== undefined && isSame(one.via, via))) &&
        (dev === undefined || one.dev === dev) &&
        (!learned || one.protocol === 'ra'),
    );
    const what = to === 'default' ? `${isSix ? 'IPv6 ' : ''}default route` : `route to ${to}`;
    if (!exists) return found ? say(false, `The ${what} is still there.`) : say(true, `There is no ${what}.`);
    if (found) return say(true, `${placeName(where)} has its ${what}.`);
    const [other] = same;
    if (!other) return say(false, `The ${what} of ${placeName(where)} is not there yet.`);
    const asked = [
      via && `by ${via}`,
      dev && `over ${dev}`,
      learned && "learned from a router's advertisement",
    ];
    return say(
      false,
      `The ${what} of ${placeName(where)} is not ${asked.filter(Boolean).join(' ') || 'as asked'}.`,
      `It ${other.via ? `leads by ${other.via}` : 'has no gateway'}${other.dev ? ` over ${other.dev}` : ''}${learned && other.protocol !== 'ra' ? ', and was typed' : ''}.`,
    );
  },
});

/** `ip` prints a single address without a prefix length. */
function isTo(printed: string, wanted: string): boolean {
  if (printed === wanted) return true;
  const [address = '', length] = wanted.split('/');
  const [own = '', ownLength] = printed.split('/');
  return length === ownLength
    ? isSame(own, address)
    : printed === address && ['32', '128'].includes(length ?? '');
}

const shown = ({ to, via, dev }: RouteEntry) => `${to}${via ? ` via ${via}` : ''}${dev ? ` dev ${dev}` : ''}`;
