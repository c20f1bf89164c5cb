import { isIP } from 'node:net';
import { z } from 'zod';
import { Difficulty, ScenarioSeed, type Seeding } from '../../protocol/scenario.ts';

/** Reads the value of a variable. Its description says which values are allowed, in words that go on from "must be". */
export type Kind<T> = z.ZodType<T>;

export const [KIB, MIB, GIB] = [2 ** 10, 2 ** 20, 2 ** 30] as const;

/** A folder or a file. Whether it exists is checked when it is used. */
export const place: Kind<string> = z.string().describe('a path');

export const address: Kind<string> = z.string().trim().describe('an address of this machine');

export const onOff: Kind<boolean> = z
  .enum(['on', 'off'])
  .transform((word) => word === 'on')
  .describe('on or off');

export const choice = <const T extends string>(...words: T[]): Kind<T> =>
  z.enum(words).describe(`${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);

/** A whole number. */
export const count = (least: number, most: number): Kind<number> =>
  decimal(z.int().min(least).max(most)).describe(`a number from ${least} to ${most}`);

/** First and last of some ports. */
export const ports: Kind<{ first: number; last: number } | 'off'> = z
  .string()
  .trim()
  .transform((text, context) => {
    if (text === 'off') return text;
    const [, first = '', last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
    const range = { first: Number(first), last: Number(last) };
    if (range.first >= 1 && range.first <= range.last && range.last <= 65_535) return range;
    context.addIssue('no ports');
    return z.NEVER;
  })
  .describe('ports from first to last, as 2200-2299, or off');

/** A number that may have a fraction. @param what in words, such as "number of processors" */
export const amount = (least: number, most: number, what = 'number'): Kind<number> =>
  decimal(z.number().min(least).max(most)).describe(`a ${what} from ${least} to ${most}`);

const WEEK = 10_080;
/** Whole minutes, up to a week. */
export const minutes: Kind<number> = decimal(z.int().max(WEEK)).describe(
  `a number of minutes from 1 to ${WEEK}, or 0 for never`,
);

const UNITS = { K: KIB, M: MIB, G: GIB };
/** A size, in bytes. */
export const bytes = (least: number, most: number): Kind<number> =>
  z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?[KMG]$/i)
    .transform((text) =>
      Math.floor(Number.parseFloat(text) * UNITS[text.slice(-1).toUpperCase() as keyof typeof UNITS]),
    )
    .pipe(z.number().min(least).max(most))
    .describe(`a size from ${sizeInWords(least)} to ${sizeInWords(most)}, as 512M or 1.5G`);

/** In whole gibibytes from 1 GiB on, else in mebibytes; rounded down. */
export const sizeInWords = (size: number): string =>
  size >= GIB ? `${Math.floor(size / GIB)}G` : `${Math.floor(size / MIB)}M`;

/** http or https, a host name, and a port unless it is the usual one. */
export const origin: Kind<string> = z
  .string()
  .trim()
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/`;
  })
  .describe('an address without a path, such as http://pages.example.org:8081');

/** The address of an OpenID Connect provider, as its discovery document has it. */
export const issuer: Kind<string> = z
  .string()
  .trim()
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && ['http:', 'https:'].includes(url.protocol) && url.search === '' && url.hash === '';
  })
  .describe('an address, as https://accounts.example.org/realms/school');

/** The address of something that is shown a secret: over TLS, if it is not on this machine. */
export const secureAddress: Kind<string> = z
  .string()
  .trim()
  .refine((text) => {
    const url = URL.parse(text);
    if (url?.search !== '' || url.hash !== '' || url.username !== '') return false;
    return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  })
  .describe('an address with https, as https://lrs.example.edu/xapi/; http on this machine only');

const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\])$/;

/** A claim and one of its values. */
export const claim: Kind<{ claim: string; value: string }> = z
  .string()
  .trim()
  .regex(/^[^=\s]+=\S.*$/)
  .transform((text) => ({
    claim: text.slice(0, text.indexOf('=')),
    value: text.slice(text.indexOf('=') + 1),
  }))
  .describe('a claim and a value, as groups=teachers');

/** Words that are shown to people. */
export const shownWords: Kind<string> = z.string().trim().min(1).max(60).describe('up to 60 characters');

/** IP addresses, and networks as CIDR writes them. */
export const networks: Kind<readonly string[]> = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  )
  .refine((all) => all.every(isNetwork))
  .describe('addresses or networks with commas between, such as 192.0.2.7, fd00::/8');

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 4: 32, 6: 128 }[isIP(address)];
  if (bits === undefined || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
}

/** How learners who join get their scenarios. */
export const scenarios: Kind<Seeding> = z
  .string()
  .transform((text, context): Seeding => {
    const [, scheme, difficulty] = /^(class|learner)(?::(.*))?$/.exec(text) ?? [];
    const known = Difficulty.safeParse(difficulty ?? 'medium');
    if ((scheme === 'class' || scheme === 'learner') && known.success)
      return { scheme, difficulty: known.data };
    if (!ScenarioSeed.safeParse(text).success) context.addIssue('no seed');
    return { scheme: 'fixed', seed: text };
  })
  .describe(
    `“lesson” or another seed for all, “class” for one scenario drawn for the class, or “learner” for one each; “class” and “learner” take a difficulty, as learner:hard (${Difficulty.options.join(', ')})`,
  );

function decimal(schema: z.ZodType<number, number>) {
  return z
    .string()
    .trim()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(schema);
}
