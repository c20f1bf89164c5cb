import type { FirstProcess } from '../../checkers/observe/container.ts';
import type { Link } from '../../checkers/observe/links.ts';
import type { Socket } from '../../checkers/observe/listeners.ts';
import type { Namespace } from '../../checkers/observe/lsns.ts';
import type { BoundNetns } from '../../checkers/observe/network-namespaces.ts';
import type { HostProcess } from '../../checkers/observe/processes.ts';

/** The facts that a map is drawn from, all seen at one moment. */
export interface MapFacts {
  /** The host's own network namespace. */
  own: number;
  links: Link[];
  /** Interfaces of every other namespace that could be entered, by inode number. */
  inner: Map<number, Link[]>;
  namespaces: Namespace[];
  netnsOf: Map<number, number>;
  bound: BoundNetns[];
  firsts: FirstProcess[];
  processes: HostProcess[];
  sockets: Socket[];
  /** Docker's names by container id. */
  dockerNames: Map<string, string>;
  routers: string[];
}
