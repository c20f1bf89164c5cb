import { beginningOf } from './bounds.ts';

/** A rule that translates addresses, of `iptables-save -t nat` or `nft list ruleset`, as far as checks ask for it. */
export interface NatRule {
  family: 'inet' | 'inet6';
  /** masquerade and snat change where packets come from; dnat and redirect where they go. */
  does: 'masquerade' | 'snat' | 'dnat' | 'redirect';
  /** The rule holds only for these sources: prefixes, addresses, and ranges such as 10.0.0.1-10.0.0.9. */
  sources?: string[];
  /** The rule holds only for this port. */
  port?: number;
  /** Where the rule sends packets, as the tool prints it. */
  to?: string;
  /** As printed. */
  line: string;
}

const TARGETS = /-j (MASQUERADE|SNAT|DNAT|REDIRECT)\b/;

/** Reads `iptables-save -t nat`, `ip6tables-save -t nat` (iptables 1.8, nf_tables). */
export function parseIptables(printed: string, family: NatRule['family']): NatRule[] {
  return printed.split('\n').flatMap((whole) => {
    const line = beginningOf(whole);
    const does = TARGETS.exec(line)?.[1]?.toLowerCase() as NatRule['does'] | undefined;
    if (!line.startsWith('-A ') || !does) return [];
    const source = / (! )?-s (\S+)/.exec(line);
    const range = / (! )?--src-range (\S+)/.exec(line);
    const sources = [source, range].flatMap((one) => (one && !one[1] ? [one[2] ?? ''] : []));
    const port = /--dport (\d+)/.exec(line)?.[1];
    const to = /--to-(?:destination|source|ports) (\S+)/.exec(line)?.[1];
    return [
      {
        family,
        does,
        ...(sources.length > 0 ? { sources } : {}),
        ...(port ? { port: Number(port) } : {}),
        ...(to ? { to } : {}),
        line,
      },
    ];
  });
}

/** Reads `nft list ruleset` (nftables 1.1), as far as nft itself made the rules. Rules made by iptables look different there; the other reader has them. */
export function parseNft(printed: string): NatRule[] {
  let table: NatRule['family'] | 'both' = 'both';
  const sets = namedSets(printed);
  return printed.split('\n').flatMap((raw) => {
    const line = beginningOf(raw.trim());
    const [, family] = /^table (\w+) /.exec(line) ?? [];
    if (family) table = family === 'ip' ? 'inet' : family === 'ip6' ? 'inet6' : 'both';
    const [, does, to] = /\b(masquerade|snat|dnat|redirect)\b(?: (?:ip6? )?to (\S+))?/.exec(line) ?? [];
    if (!does || line.startsWith('chain') || line.includes('xt target')) return [];
    const sources = sourcesOf(line, sets);
    const port = /\bdport (\d+)/.exec(line)?.[1];
    const families: NatRule['family'][] =
      table !== 'both'
        ? [table]
        : line.includes('ip6 ')
          ? ['inet6']
          : line.includes('ip ')
            ? ['inet']
            : ['inet', 'inet6'];
    return families.map((one) => ({
      family: one,
      does: does as NatRule['does'],
      ...(sources ? { sources } : {}),
      ...(port ? { port: Number(port) } : {}),
      ...(to ? { to } : {}),
      line,
    }));
  });
}

/** What stands between the braces behind `ip saddr`, with `map` the keys; a set's name stands for its elements. */
function sourcesOf(line: string, sets: ReadonlyMap<string, string[]>): string[] | undefined {
  const [, map, braces, name, one] =
    /\bip6? saddr (?:(v?map )?\{([^}]*)\}|@(\S+)|(?!!=|v?map )([^\s{}@]+))/.exec(line) ?? [];
  if (braces !== undefined) return elements(braces).map((key) => (map ? (key.split(' : ')[0] ?? '') : key));
  if (name !== undefined) return sets.get(name) ?? [];
  return one === undefined ? undefined : [one];
}

/** The elements of each set that has a name; a long list goes over several lines. */
function namedSets(printed: string): Map<string, string[]> {
  const sets = new Map<string, string[]>();
  let name: string | undefined;
  for (const raw of printed.split('\n')) {
    const line = raw.trim();
    const begun = /^set (\S+) \{$/.exec(line)?.[1];
    if (begun) {
      name = begun;
      sets.set(name, []);
    } else if (line === '}') name = undefined;
    else if (name !== undefined && /^(?:elements = \{|[\da-f]*[.:])/.test(line)) {
      sets.get(name)?.push(...elements(line.replace('elements = {', '').replace('}', '')));
    }
  }
  return sets;
}

const elements = (text: string) =>
  beginningOf(text)
    .split(',')
    .map((one) => one.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
