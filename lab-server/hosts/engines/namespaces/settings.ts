import {
  amount,
  bytes,
  choice,
  count,
  GIB,
  KIB,
  MIB,
  minutes,
  sizeInWords,
} from '../../../settings/kinds.ts';
import { prefixWithin } from '../../../settings/prefix.ts';
import { type Look, read } from '../../../settings/read.ts';
import { type Around, setting, type Table, type Values } from '../../../settings/setting.ts';

/** Most bits of a shared prefix: with more, two LANs of a class would often have the same /64. */
const LONGEST_SHARED = 40;
const LONGEST = 48;
const longest = ({ given }: Around) => (given('LAN') === 'shared' ? LONGEST_SHARED : LONGEST);
const memoryOfHost = ({ memory }: Around) => Math.min(GIB, Math.floor(memory / 2));

export const namespacesTable = {
  SLEEP_AFTER: setting({
    section: 'daemons',
    about: 'minutes until a daemon of a lab host that nobody uses ends',
    takes: minutes,
    default: '5',
  }),
  HOST_MEMORY: setting({
    section: 'limits',
    about: 'memory that a lab host may have',
    may: "a size from 256M to the machine's memory, as 512M or 1.5G",
    takes: ({ memory }) => bytes(256 * MIB, memory),
    default: memoryOfHost,
    say: sizeInWords,
    without: "half of the machine's, 1 GiB at most",
  }),
  HOST_PROCESSES: setting({
    section: 'limits',
    about: 'processes and threads that a lab host may have',
    takes: count(300, 30_000),
    default: ({ memory }) => (memory < 2 * GIB ? 1000 : 2000),
    say: String,
    without: '2,000; 1,000 on a machine below 2 GiB',
  }),
  HOST_CPUS: setting({
    section: 'limits',
    about: 'processors that a lab host may have, as `0.5`',
    may: "a number of processors from 0.1 to the machine's",
    takes: ({ processors }) => amount(0.1, processors, 'number of processors'),
    default: ({ processors }) => processors * 0.75,
    say: String,
    without: "three quarters of the machine's",
  }),
  HOST_DISK: setting({
    section: 'limits',
    about: 'what can be written on a lab host',
    takes: bytes(256 * MIB, 1024 * GIB),
    default: '2G',
  }),
  HOST_FILES: setting({
    section: 'limits',
    about: 'files and sockets that one process may have open, and no more than the lab server may have',
    takes: count(1024, 1_048_576),
    default: (around) => Math.floor(memoryOfHost(around) / (64 * KIB)),
    say: String,
    without: 'one for each 64 KiB of its memory (16,384 for 1 GiB)',
  }),
  HOST_PACKETS: setting({
    section: 'limits',
    about: 'packets per second that each network card of a lab host takes',
    takes: count(1000, 10_000_000),
    default: ({ processors }) => processors * 20_000,
    say: String,
    without: '20,000 for each processor of the machine',
  }),
  LAN: setting({
    section: 'lan',
    about:
      "who is on a lab host's LAN. `isolated`: every host is alone on its LAN, and reaches at most a second host of the same learner. `shared`: learners reach each other's hosts and containers over IPv6",
    takes: choice('isolated', 'shared'),
    default: 'isolated',
  }),
  LAN_GUA: setting({
    section: 'lan',
    about:
      'prefix of global addresses, of which each LAN gets a /64; the one that is there without it is set aside for documentation (RFC 3849)',
    may: 'a prefix of 16 to 48 bits, 40 with `LAN=shared`, within 2000::/3',
    takes: (around) => prefixWithin('2000::/3', longest(around), '2001:db8::/32'),
    default: '2001:db8::/32',
  }),
  LAN_ULA: setting({
    section: 'lan',
    about: 'prefix of unique local addresses, of which each LAN gets a /64',
    may: 'a prefix of 16 to 48 bits, 40 with `LAN=shared`, within fc00::/7',
    takes: (around) => prefixWithin('fc00::/7', longest(around), 'fd10::/16'),
    default: 'fd10::/16',
  }),
} as const satisfies Table;

export type NamespacesSettings = Values<typeof namespacesTable>;

/** The settings in an environment. @throws SettingError */
export const readNamespacesSettings = (...from: Look): NamespacesSettings => read(namespacesTable, ...from);
