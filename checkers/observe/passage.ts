import { randomInt } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { LabHost, RunOptions } from '../define.ts';
import { MOST } from './bounds.ts';

/** What is sent: one packet each. A rule may hold for one of them alone. */
export const PROTOCOLS = ['icmp', 'udp', 'tcp'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** A packet of ours at an interface of the host. */
export interface Crossing {
  protocol: Protocol;
  interface: string;
  /** As the host sees it: `in` comes to it, or to a port of its bridge. */
  direction: 'in' | 'out';
  source: string;
  /** TTL, or hop limit with IPv6: each router takes one. A bridge takes none. */
  hops: number;
}

/** Seconds: for the whole look, and for an answer to one packet. */
const LIMITS = { look: 5, answer: 0.3 };

/** The address and what of our packets is told apart: the port of two, four letters in the third. */
interface Marks {
  target: string;
  port: number;
  word: string;
}

/** ping puts the time into the first 16 bytes, and repeats the pattern behind them. */
const PAYLOAD = 24;

/** What pcap-filter(7) calls our packets, and the ticks. `icmp[…]` counts from ICMP's own header, ip6[…] from IPv6's. */
function filterOf({ target, port, word }: Marks): string {
  const pattern = isIPv6(target) ? 'icmp6 and ip6[64:4]' : 'icmp and icmp[24:4]';
  const ours = `(dst port ${port} and (udp or tcp)) or (${pattern} = 0x${word})`;
  return `(dst host ${target} and (${ours})) or (dst net 127.0.0.0/30 and udp dst port ${port})`;
}

/** Where the host sends to itself to say in the capture what begins and what is over. */
const BEGINS = '127.0.0.1';
const OVER = '127.0.0.2';

/**
 * Captures on all interfaces until it has seen a whole round: that it begins, and that it is over. `-Z root`: a checker may not become
 * another user.
 */
const CAPTURE = `
sh -c 'echo $$; exec timeout "$@" 2> /dev/null' sh "$1" tcpdump -Z root -nn -t -v -l --immediate-mode -i any "$2" | {
  read -r capture
  began=
  while IFS= read -r line; do
    printf '%s\\n' "$line"
    case $line in
      *"> $3:"*) began=1 ;;
      *"> $4:"*) [ -z "$began" ] || break ;;
    esac
  done
  kill "$capture" 2> /dev/null
}
:`;

/** Said several times over the time that tcpdump takes to begin. */
const BEGIN = `for n in 1 2 3 4 5; do echo > "/dev/udp/${BEGINS}/$1"; sleep 0.03; done`;
const END = `echo > "/dev/udp/${OVER}/$1"`;

/** A closed port answers at once where there is a way back. */
const SEND = `
{ echo > "/dev/udp/$2/$1"
  timeout "$4" bash -c ': > "/dev/tcp/$1/$0"' "$1" "$2" &
  ping -n -c 1 -W "$4" -s ${PAYLOAD} -p "$3" "$2"
  wait
} > /dev/null 2>&1
:`;

/** Reads `tcpdump -t -v -i any` (tcpdump 4.99). A packet of IPv4 takes two lines, of which the second is indented. */
export function parseCrossings(printed: string): Crossing[] {
  return printed
    .split(/\n(?=\S)/)
    .slice(0, MOST)
    .flatMap((entry) => {
      const [, name, way, rest = ''] = /^(\S+) +(In|Out|P|B|M) +(IP6? .+)$/s.exec(entry) ?? [];
      const hops = /\b(?:ttl|hlim) (\d+)/.exec(rest)?.[1];
      const source = /\s([0-9a-f:.]+) > /.exec(rest)?.[1];
      const protocol = /\b(?:proto|next-header) (ICMP|UDP|TCP)/.exec(rest)?.[1]?.toLowerCase();
      const is = PROTOCOLS.find((one) => one === protocol);
      if (!name || !hops || !source || !is || name === 'lo') return [];
      return [
        {
          protocol: is,
          interface: name,
          direction: way === 'Out' ? ('out' as const) : ('in' as const),
          // A port stands behind the last dot.
          source: is === 'icmp' ? source : source.replace(/\.\d+$/, ''),
          hops: Number(hops),
        },
      ];
    });
}

/**
 * Sends a packet of each protocol from a place to an address, and tells where they crossed the host, in that order. What rules do is seen
 * by their effect, however they are written.
 */
export async function readPassage(host: LabHost, sender: RunOptions, target: string): Promise<Crossing[]> {
  const marks = { target, port: randomInt(40_000, 50_000), word: randomInt(2 ** 31, 2 ** 32).toString(16) };
  const { port, word } = marks;
  const [begins, over] = [BEGINS, OVER].map((address) => `${address}.${port}`) as [string, string];
  let isOver = false;
  const captured = host
    .run(['sh', '-c', CAPTURE, 'sh', String(LIMITS.look), filterOf(marks), begins, over])
    .finally(() => {
      isOver = true;
    });
  const steps: [script: string, where: RunOptions][] = [
    [BEGIN, {}],
    [SEND, sender],
    [END, {}],
  ];
  // Repeated, since nothing tells when tcpdump has begun to listen.
  while (!isOver) {
    for (const [script, where] of steps) {
      const argv = ['bash', '-c', script, 'bash', String(port), target, word, String(LIMITS.answer)];
      if (!isOver) await Promise.race([captured, host.run(argv, where)]);
    }
  }
  return parseCrossings((await captured).stdout);
}
