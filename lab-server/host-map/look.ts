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

/** Namespaces that are entered at the same time. */
const AT_ONCE = 4;

export interface Seen {
  mark: string;
  /** How long it waited for that, in ms. */
  waited: number;
  facts: MapFacts;
}

/** The interfaces of namespaces that were entered before, by inode number and mark: a namespace is entered again when it changes. */
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
    const { mark, waited, inner } = waiting.glance ?? {
      mark: '',
      waited: 0,
      inner: new Map<number, string>(),
    };
    await enterAll(host, facts, inner, entered);
    return { mark, waited, facts };
  } catch (error) {
    if (error instanceof Unchanged) return undefined;
    throw error;
  }
}

/** All that can be seen without entering another namespace, in one go. */
async function lookAround(host: LabHost): Promise<MapFacts> {
  const [processes, namespaces, watchers, ...rest] = await Promise.all([
    readProcesses(host),
    readLsns(host),
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

async function enterAll(
  host: LabHost,
  { own, namespaces, bound, inner }: MapFacts,
  marks: ReadonlyMap<number, string>,
  entered: Entered,
): Promise<void> {
  const kept = new Map<string, Link[]>();
  const ways = new Map<number, RunOptions>([
    ...bound.map(({ inode, path, seenBy }) => [inode, { netnsAt: { path, seenBy } }] as const),
    ...namespaces.flatMap(({ ns, type, pid }) =>
      type === 'net' && pid !== null ? [[ns, { netnsOf: pid }] as const] : [],
    ),
  ]);
  ways.delete(own);
  const waiting = [...ways].slice(0, MOST_PARTS.namespaces);
  const enterNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [inode, way] = next;
      const mark = marks.get(inode);
      const key = `${inode} ${mark}`;
      // What is in one without a process can't be told from outside, so that is entered each time.
      const known = mark === undefined ? undefined : entered.get(key);
      // It may be gone by now.
      const links = known ?? (await readLinks(host, way).catch(() => undefined));
      if (!links) continue;
      inner.set(inode, links);
      if (mark !== undefined) kept.set(key, links);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, enterNext));
  entered.clear();
  for (const [key, links] of kept) entered.set(key, links);
}
