/** A rule that translates addresses, of `iptables-save -t nat` or `nft list ruleset`, as far as checks ask for it. */
export interface NatRule {
  family: 'inet' | 'inet6';
  /** masquerade and snat change where packets come from; dnat and redirect where they go. */
  does: 'masquerade' | 'snat' | 'dnat' | 'redirect';
  /** Source prefix that it is limited to. */
  source?: string;
  /** Port that it listens for. */
  port?: number;
  /** Where it sends to, as the tool prints it. */
  to?: string;
  /** As printed. */
  line: string;
}

const TARGETS = /-j (MASQUERADE|SNAT|DNAT|REDIRECT)\b/;

/** Reads `iptables-save -t nat`, `ip6tables-save -t nat` (iptables 1.8, nf_tables). */
export function parseIptables(printed: string, family: NatRule['family']): NatRule[] {
  return printed.split('\n').flatMap((line) => {
    const does = TARGETS.exec(line)?.[1]?.toLowerCase() as NatRule['does'] | undefined;
    if (!line.startsWith('-A ') || !does) return [];
    const source = / (! )?-s (\S+)/.exec(line);
    const port = /--dport (\d+)/.exec(line)?.[1];
    const to = /--to-(?:destination|source|ports) (\S+)/.exec(line)?.[1];
    return [
      {
        family,
        does,
        ...(source && !source[1] ? { source: source[2] as string } : {}),
        ...(port ? { port: Number(port) } : {}),
        ...(to ? { to } : {}),
        line,
      },
    ];
  });
}

/** Reads `nft list ruleset` (nftables 1.1): rules that nft itself wrote. Those of iptables are in a form of its own, which the other reads. */
export function parseNft(printed: string): NatRule[] {
  let table: NatRule['family'] | 'both' = 'both';
  return printed.split('\n').flatMap((raw) => {
    const line = raw.trim();
    const [, family] = /^table (\w+) /.exec(line) ?? [];
    if (family) table = family === 'ip' ? 'inet' : family === 'ip6' ? 'inet6' : 'both';
    const [, does, to] = /\b(masquerade|snat|dnat|redirect)\b(?: (?:ip6? )?to (\S+))?/.exec(line) ?? [];
    if (!does || line.startsWith('chain') || line.includes('xt target')) return [];
    const source = /\bip6? saddr (?!!=)(\S+)/.exec(line)?.[1];
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
      ...(source ? { source } : {}),
      ...(port ? { port: Number(port) } : {}),
      ...(to ? { to } : {}),
      line,
    }));
  });
}
