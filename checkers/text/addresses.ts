import { isIP, isIPv4 } from 'node:net';

/** What surrounds an address where people copy it from: brackets, quotes, and the signs after it in a sentence or a list. */
const AROUND = /^[\s"'`([<{,;]+|(?<![\s"'`)>}\],;:!.])[\s"'`)>}\],;:!.]+$/g;
const MAPPED = /^::ffff:(?:0:)?(\d+\.\d+\.\d+\.\d+)$/i;
const MAPPED_HEX = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i;

/**
 * The address that a word is, as it is written by whatever prints it: with a prefix length, an interface, a port after it (`172.17.0.1:80`, `[::1]:80`, tcpdump's
 * `172.17.0.1.80`), in brackets, as a part of a URL. An IPv4 address that is written within IPv6 is the IPv4 address. Undefined where it is none.
 */
export function addressIn(word: string): string | undefined {
  if (isIP(word) !== 0 && !word.includes('%')) return unmapped(word);
  const bare = word.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replaceAll(AROUND, '');
  const inBrackets = /^\[?([^[\]/]+)\](?::\d+)?(?:\/.*)?$/.exec(bare)?.[1];
  const [plain = ''] = (inBrackets ?? bare).split(/[/%]/);
  const found = [plain, plain.replace(/\.\d+$/, ''), plain.replace(/:\d+$/, '')].find(
    (one) => isIP(one) !== 0,
  );
  return found && unmapped(found);
}

function unmapped(address: string): string {
  const dotted = MAPPED.exec(address)?.[1];
  if (dotted !== undefined && isIPv4(dotted)) return dotted;
  const [, high, low] = MAPPED_HEX.exec(address) ?? [];
  if (high === undefined || low === undefined) return address;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

/** Both ends of a packet, where a line of `tcpdump` is given whole. */
export function endsIn(text: string): { source: string; destination: string } | undefined {
  const [before = '', after = ''] = text.split(' > ');
  const source = addressIn(before.split(/\s/).at(-1) ?? '');
  const destination = addressIn(after.trim().split(/\s/)[0] ?? '');
  return source !== undefined && destination !== undefined ? { source, destination } : undefined;
}

/** Lines of `ip addr` with nothing but the addresses that can be reached from elsewhere; any other text as it is. */
export function withoutRestOfIpAddr(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => {
      const [, address] = /^\s*inet6?\s+(\S+)/.exec(line) ?? [];
      if (address !== undefined) return /\bscope host\b/.test(line) ? [] : [address];
      return /^\s*(?:\d+: \S+: <|link\/|valid_lft\b)/.test(line) ? [] : [line];
    })
    .join('\n');
}
