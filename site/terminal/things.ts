import type { Framework } from '../../protocol/scenario.ts';

/** Something in a terminal's output that the lesson has commands for. */
export type Thing =
  | { kind: 'process'; pid: number }
  | { kind: 'address'; address: string }
  | { kind: 'container'; name: string; framework: Framework };

/** A thing and its place in its line, in characters. */
export interface Found {
  thing: Thing;
  start: number;
  /** The place of the first character after it. */
  end: number;
}

const IPV4 = /(?<![\d.:])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
const IPV6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:.])/gi;
/** A process as `netstat -p` and `ss -p` print it. */
const OWNER = /(?<![\w./])(\d+)\/(?!(?:tcp|udp|sctp)\b)[a-z][\w-]*|\bpid=(\d+)/g;
/** How many lines above a line its table may begin. */
const TABLE = 80;

/**
 * The things in a line. Tables are read as a person reads them: a number below PID, a word below NAMES.
 * @param above the lines before it, the nearest first.
 */
export function thingsIn(line: string, above: readonly string[]): Found[] {
  return [...addresses(line), ...owners(line), ...inTable(line, above)].sort((a, b) => a.start - b.start);
}

function* addresses(line: string): Generator<Found> {
  for (const { 0: address, index } of line.matchAll(IPV4)) {
    const isAddress = address.split('.').every((part) => Number(part) <= 255);
    if (isAddress && address !== '0.0.0.0') yield found({ kind: 'address', address }, index, address);
  }
  for (const { 0: address, index } of line.matchAll(IPV6)) {
    if (isIPv6(address)) yield found({ kind: 'address', address }, index, address);
  }
}

/** Whether a word is written as an address and belongs to somebody: not `::`, not a time, not a hardware address. */
function isIPv6(text: string): boolean {
  const [head = '', tail, more] = text.split('::');
  const groups = [head, tail ?? ''].flatMap((half) => (half === '' ? [] : half.split(':')));
  if (more !== undefined || groups.length === 0 || groups.includes('')) return false;
  return tail === undefined ? groups.length === 8 : groups.length < 8;
}

function* owners(line: string): Generator<Found> {
  for (const match of line.matchAll(OWNER)) {
    const pid = match[1] ?? match[2] ?? '';
    yield found({ kind: 'process', pid: Number(pid) }, match.index + match[0].indexOf(pid), pid);
  }
}

function* inTable(line: string, above: readonly string[]): Generator<Found> {
  const near = above.slice(0, TABLE);
  const at = near.findIndex(isHeader);
  // A prompt between the two ends the table.
  if (at < 0 || isPrompt(line) || near.slice(0, at).some(isPrompt)) return;
  const header = near[at] as string;
  const pid = column(header, /(?<=^|[\s|])PID(?=[\s|]|$)/);
  for (const word of line.matchAll(/[^\s|]+/g)) {
    const end = word.index + word[0].length;
    // Numbers end below the end of their heading, or begin below its beginning.
    const isPid = pid && /^\d+$/.test(word[0]) && (end === pid.end || word.index === pid.start);
    if (isPid) yield found({ kind: 'process', pid: Number(word[0]) }, word.index, word[0]);
  }
  const framework = frameworkOf(near[at], near.slice(at + 1));
  const names = column(header, /(?<=^|[\s|])NAMES?(?=[\s|]|$)/);
  const name = names && /^[\w.-]+/.exec(line.slice(names.start))?.[0];
  if (framework && name) yield found({ kind: 'container', name, framework }, names.start, name);
}

const isHeader = (line: string) => /(?:^|[\s|])(?:PID|NAMES?)(?:[\s|]|$)/.test(line) && !isPrompt(line);
const isPrompt = (line: string) => /^[^\s@]+@[^\s:]+:.*[$#] /.test(line);

/** The framework whose list this is, by the command that printed it. */
function frameworkOf(header: string | undefined, above: readonly string[]): Framework | undefined {
  const command = above.find(isPrompt)?.replace(/^.*?[$#] /, '') ?? '';
  if (/^CONTAINER ID /.test(header ?? '')) return /\bpodman\b/.test(command) ? 'podman' : 'docker';
  if (!/^\| +NAME/.test(header ?? '')) return undefined;
  if (/\bincus\b/.test(command)) return 'incus';
  return /\blxc\b/.test(command) ? 'lxd' : undefined;
}

function column(header: string, heading: RegExp): { start: number; end: number } | undefined {
  const match = heading.exec(header);
  return match ? { start: match.index, end: match.index + match[0].length } : undefined;
}

const found = (thing: Thing, start: number, text: string): Found => ({
  thing,
  start,
  end: start + text.length,
});
