import { z } from 'zod';
import { count, type Kind, place } from '../../../settings/kinds.ts';
import { setting, type Table, type Values } from '../../../settings/setting.ts';

/** Where Incus answers: a socket of this machine, or another machine over TLS. */
const incusUrl: Kind<string> = z
  .string()
  .trim()
  .regex(/^(unix:\/\/\/\S+|https:\/\/[^\s/]+)$/)
  .describe('as unix:///var/lib/incus/unix.socket or https://10.0.0.2:8443');

const name: Kind<string> = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9-]{0,40}$/)
  .describe('a name of small letters, digits and -');

/** A number of workers, or one on each member. */
const workers: Kind<number | 'members'> = z
  .union([z.literal('members'), z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(500))])
  .describe('members, or a number from 1 to 500');

export const incusTable = {
  INCUS_URL: setting({
    section: 'cluster',
    about: 'where Incus answers',
    takes: incusUrl,
    default: 'unix:///var/lib/incus/unix.socket',
  }),
  INCUS_CERT: setting({
    section: 'cluster',
    about: 'the file of the certificate by which Incus knows this machine, in PEM. It is for `https:` only',
    takes: place,
    without: 'none',
  }),
  INCUS_KEY: setting({
    section: 'cluster',
    about: 'the file of its private key',
    takes: place,
    without: 'none',
  }),
  INCUS_SERVER_CERT: setting({
    section: 'cluster',
    about: 'the file of the certificate that Incus shows, in PEM. No other is believed',
    takes: place,
    without: 'none',
  }),
  INCUS_PROJECT: setting({
    section: 'cluster',
    about: 'the project of Incus that the workers are in. It is made if it is not there',
    takes: name,
    default: 'vethlab',
  }),
  WORKERS: setting({
    section: 'cluster',
    about: 'how many workers there are. `members`: one on each member of the cluster',
    takes: workers,
    default: 'members',
  }),
  WORKERS_GROUP: setting({
    section: 'cluster',
    about: 'the cluster group whose members get workers',
    takes: name,
    without: 'all members on which Incus places instances by itself (`scheduler.instance`)',
  }),
  WORKER_PORT: setting({
    section: 'cluster',
    about:
      'the first port of a member’s address on which its workers are reached. Each worker has a port of its own',
    takes: count(1024, 65_000),
    default: '8500',
  }),
} as const satisfies Table;

export type IncusSettings = Values<typeof incusTable>;
