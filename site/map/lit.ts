import type { Wiring } from './wiring.ts';

/**
 * Ids of the parts that a lesson lights up. The lesson names them by a part's id (`interface:docker0`, `lan`), or by `framework:docker` (its
 * containers with everything they hang on), `kind:veth` (interfaces of a kind) or `part:port` (parts of a kind).
 */
export function litParts(selector: string, wiring: Wiring): Set<string> {
  const [what, name = ''] = selector.split(':', 2);
  const { parts } = wiring.map;
  if (what === 'kind') {
    return new Set(
      parts.filter((part) => part.part === 'interface' && part.kind === name).map(({ id }) => id),
    );
  }
  if (what === 'part') return new Set(parts.filter((part) => part.part === name).map(({ id }) => id));
  if (what === 'framework') return ofFramework(name, wiring);
  return new Set(wiring.part(selector) ? [selector] : []);
}

function ofFramework(name: string, wiring: Wiring): Set<string> {
  const ids = new Set<string>();
  for (const container of wiring.all('container').filter(({ framework }) => framework === name)) {
    ids.add(container.id);
    if (container.in === undefined) continue;
    ids.add(container.in);
    for (const { id } of wiring.portsOf(container.in)) ids.add(id);
    for (const inside of wiring.interfacesIn(container.in)) {
      ids.add(inside.id);
      for (const end of wiring.across(inside.id, 'veth')) {
        ids.add(end.id);
        for (const bridge of wiring.across(end.id, 'member')) ids.add(bridge.id);
      }
    }
  }
  return ids;
}
