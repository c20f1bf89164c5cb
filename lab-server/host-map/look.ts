import type { LabHost, RunOptions } from '../../checkers/define.ts';
import { readDockerNames } from '../../checkers/observe/docker-names.ts';
import { firstProcesses } from '../../checkers/observe/first-processes.ts';
import { type Link, readLinks } from '../../checkers/observe/links.ts';
import { readSockets } from '../../checkers/observe/listeners.ts';
import { readLsns } from '../../checkers/observe/lsns.ts';
import { readBound, readNetnsOfProcesses } from '../../checkers/observe/network-namespaces.ts';
import { readProcesses } from '../../checkers/observe/processes.ts';
import { readWatchers } from '../../checkers/observe/programs.ts';
import { readRouters } from '../../checkers/observe/routers.ts';
import { MOST_PARTS } from '../../protocol/host-map.ts';
import type { MapFacts } from './facts.ts';
import { onceChanged, Unchanged } from './wait.ts';

/** Most namespaces that are entered at the same time. */
const AT_ONCE = 4;
/** Most ways into one namespace that are tried. */
const MOST_WAYS = 3;
/** The fingerprint of a state that no host is in: a page that has seen it is shown the next one at once. */
const NO_FINGERPRINT = '0'.repeat(16);

export interface Seen {
  fingerprint: string;
  /** How long the look waited for that, in ms. */
  waited: number;
  facts: MapFacts;
}

/** The interfaces of namespaces that were entered before, by inode number and fingerprint: a namespace is entered again when it changes. */
export type Entered = Map<string, Link[]>;

/**
 * Looks at a host once it is not as `seen` any more; undefined when that takes longer than `seconds`. Asks the kernel, and
 * reads files of the frameworks, but asks no daemon: that would keep those awake that nobody uses.
 * @throws ObserveError
 */
export async function lookOnceChanged(
  host: LabHost,
  seen: string,
  seconds: number,
  entered: Entered,
): Promise<Seen | undefined> {
  const waiting = onceChanged(host, seen, seconds);
  try {
    const facts = await lookAround(waiting);
    const { fingerprint, waited, inner } = waiting.glance ?? {
      fingerprint: '',
      waited: 0,
      inner: new Map<number, string>(),
    };
    const isWhole = await enterAll(host, facts, inner, entered);
    return { fingerprint: isWhole ? fingerprint : NO_FINGERPRINT, waited, facts };
  } catch (error) {
    if (error instanceof Unchanged) return undefined;
    throw error;
  }
}

/** Sees everything that can be seen without entering another namespace, in one go. */
async function lookAround(host: LabHost): Promise<MapFacts> {
  const [namespaces, processes, watchers, ...rest] = await Promise.all([
    // This runs first, and so alone, since lsns gives up when a process ends while lsns reads it.
    readLsns(host),
    readProcesses(host),
    readWatchers(host),
    readLinks(host),
    readNetnsOfProcesses(host),
    readBound(host),
    readSockets(host),
    readDockerNames(host),
    readRouters(host),
  ]);
  const [links, netnsOf, bound, sockets, dockerNames, routers] = rest;
  const firsts = firstProcesses(processes, namespaces, watchers);
  const own = netnsOf.get(1) ?? 0;
  const inner = new Map<number, Link[]>();
  return { own, links, inner, namespaces, netnsOf, bound, firsts, processes, sockets, dockerNames, routers };
}

/** Enters every namespace that has changed. False when one could not be entered although it exists. */
async function enterAll(
  host: LabHost,
  { own, netnsOf, bound, inner }: MapFacts,
  marks: ReadonlyMap<number, string>,
  entered: Entered,
): Promise<boolean> {
  const kept = new Map<string, Link[]>();
  const ways = new Map<number, RunOptions[]>();
  for (const [pid, inode] of [...netnsOf].sort(([a], [b]) => a - b)) {
    ways.set(inode, [...(ways.get(inode) ?? []), { netnsOf: pid }]);
  }
  for (const { inode, path, seenBy } of bound) {
    ways.set(inode, [...(ways.get(inode) ?? []), { netnsAt: { path, seenBy } }]);
  }
  ways.delete(own);
  const waiting = [...ways].slice(0, MOST_PARTS.namespaces);
  let isWhole = true;
  const enterNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [inode, its] = next;
      const fingerprint = marks.get(inode);
      const key = `${inode} ${fingerprint}`;
      // Changes in a namespace without a process can't be seen from outside, so such a namespace is entered each time.
      const known = fingerprint === undefined ? undefined : entered.get(key);
      const links = known ?? (await enter(host, its.slice(0, MOST_WAYS)));
      if (links) inner.set(inode, links);
      else if (fingerprint !== undefined) isWhole = false;
      if (links && fingerprint !== undefined) kept.set(key, links);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, enterNext));
  entered.clear();
  for (const [key, links] of kept) entered.set(key, links);
  return isWhole;
}

/** Enters by the first way that works, since a process may have ended and a file may be gone by now. */
async function enter(host: LabHost, ways: readonly RunOptions[]): Promise<Link[] | undefined> {
  for (const way of ways) {
    const links = await readLinks(host, way).catch(() => undefined);
    if (links) return links;
  }
  return undefined;
}
