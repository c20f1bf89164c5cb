import type { FirstProcess } from '../../checkers/observe/container.ts';
import { parseConmon } from '../../checkers/observe/podman.ts';
import type { MapAttachment, MapContainer, MapLink } from '../../protocol/host-map.ts';
import { frameworkName } from '../../protocol/scenario.ts';
import { namespaceId } from './draw-interfaces.ts';
import type { MapFacts } from './facts.ts';
import { shown } from './shown.ts';

interface Known {
  key: string;
  name: string;
  owner?: string;
}

/** Facts of a container in the command line of the program that watches it. Docker's names come from elsewhere. */
function known({ framework, watcher, pid }: FirstProcess, dockerNames: ReadonlyMap<string, string>): Known {
  if (framework === 'docker') {
    const id = / -id ([0-9a-f]{64}) /.exec(watcher)?.[1];
    if (id) return { key: id.slice(0, 12), name: dockerNames.get(id) || id.slice(0, 12) };
  } else if (framework === 'podman') {
    const container = parseConmon(watcher);
    if (container) return { key: container.id.slice(0, 12), name: container.name, owner: container.owner };
  } else {
    const name = /^\[lxc monitor\] \S+ (\S+)/.exec(watcher)?.[1];
    if (name) return { key: name, name };
  }
  return { key: `pid-${pid}`, name: `${frameworkName[framework]}, PID ${pid}` };
}

export function drawContainers({ firsts, netnsOf, own, dockerNames }: MapFacts): MapContainer[] {
  return firsts.map((first) => {
    const { key, name, owner } = known(first, dockerNames);
    const inode = netnsOf.get(first.pid) ?? own;
    return {
      id: `container:${first.framework}:${shown(key)}`,
      part: 'container',
      framework: first.framework,
      name: shown(name),
      ...(owner ? { owner: shown(owner) } : {}),
      pid: first.pid,
      attachment: 'none',
      ...(inode === own ? {} : { in: namespaceId(inode) }),
    };
  });
}

/**
 * How a namespace reaches the network. If wires without the host's own addresses in between lead it to the LAN, it is a member of the LAN. Any
 * other way out of it ends at the host.
 * @param insideOf ids of the interfaces in the namespace
 */
export function attachmentOf(
  namespace: string | undefined,
  insideOf: readonly string[],
  links: readonly MapLink[],
): MapAttachment {
  if (namespace === undefined) return 'host';
  const wires = links.filter(({ kind }) => !['userspace', 'listens', 'forwards'].includes(kind));
  const reached = new Set(insideOf);
  // The set grows while it is walked.
  for (const id of reached) {
    for (const { from, to } of wires) {
      if (from === id) reached.add(to);
      if (to === id && id !== 'lan') reached.add(from);
    }
  }
  if (reached.has('lan')) return 'direct';
  const ends = [namespace, ...insideOf];
  const leadsOut = links.some(({ from, to }) => ends.includes(from) !== ends.includes(to));
  return leadsOut ? 'nat' : 'none';
}
