import { z } from 'zod';
import { Framework, Port } from './scenario.ts';

/** The most parts of each kind on a map: a learner can make thousands, which nobody could read. */
export const MOST_PARTS = { interfaces: 60, namespaces: 32, containers: 40, ports: 40 } as const;

/** A name from the kernel or a program on the host. The learner may have chosen it. */
const Name = z.string().max(200);

const id = z.string().max(120).describe('Names the part for as long as it is there.');

export const MapAddress = z.object({
  family: z.enum(['inet', 'inet6']),
  address: z.string().max(60),
  prefix: z.int().min(0).max(128),
  scope: z.enum(['global', 'link', 'host']),
});
export type MapAddress = z.infer<typeof MapAddress>;

/** `ethernet` is the end of a cable that leaves the host; `other` has the kernel's own word in `type`. */
export const InterfaceKind = z.enum(['ethernet', 'bridge', 'veth', 'macvlan', 'tap', 'loopback', 'other']);
export type InterfaceKind = z.infer<typeof InterfaceKind>;

export const MapInterface = z.object({
  id,
  part: z.literal('interface'),
  name: Name,
  kind: InterfaceKind,
  type: Name.optional().describe("The kernel's word for what it is, where kind is other."),
  up: z.boolean(),
  mac: Name.optional(),
  addresses: z.array(MapAddress).max(64),
  in: id.optional().describe('The network namespace it lies in; left out, the host’s own.'),
});
export type MapInterface = z.infer<typeof MapInterface>;

export const MapNamespace = z.object({
  id,
  part: z.literal('namespace'),
  inode: z.number().describe('What the kernel knows it by, as lsns prints it.'),
  name: Name.optional().describe('The name under which iproute2 or a framework registered it.'),
  path: Name.optional().describe('The file that name is, on the host.'),
  pid: z.int().optional().describe('The lowest process in it; none where only a file holds it.'),
  program: Name.optional().describe('What that process is.'),
  processes: z.int(),
});
export type MapNamespace = z.infer<typeof MapNamespace>;

/**
 * `direct`: a member of the LAN, with addresses of its own. `nat`: behind the host's address. `host`: shares the host's own
 * network. `none`: leads nowhere.
 */
export const MapAttachment = z.enum(['direct', 'nat', 'host', 'none']);
export type MapAttachment = z.infer<typeof MapAttachment>;

export const MapContainer = z.object({
  id,
  part: z.literal('container'),
  framework: Framework,
  name: Name,
  owner: Name.optional().describe('Whose Podman runs it.'),
  pid: z.int().describe('Its first process, as the host numbers it.'),
  attachment: MapAttachment,
  in: id.optional().describe('Its network namespace; left out, the host’s own.'),
});
export type MapContainer = z.infer<typeof MapContainer>;

export const MapPort = z.object({
  id,
  part: z.literal('port'),
  port: Port,
  addresses: z
    .array(z.string().max(60))
    .max(32)
    .describe('The addresses it is open on; 0.0.0.0 and :: stand for all of a family.'),
  program: Name.describe('The program that holds it open; empty where the kernel itself does.'),
  pids: z.array(z.int()).max(32),
  framework: Framework.optional().describe('Whose program that is.'),
});
export type MapPort = z.infer<typeof MapPort>;

export const MapLan = z.object({
  id: z.literal('lan'),
  part: z.literal('lan'),
  routers: z.array(z.string().max(60)).max(8).describe('Addresses of the host’s default routes.'),
});
export type MapLan = z.infer<typeof MapLan>;

export const MapPart = z.discriminatedUnion('part', [
  MapLan,
  MapInterface,
  MapNamespace,
  MapContainer,
  MapPort,
]);
export type MapPart = z.infer<typeof MapPart>;

/**
 * `cable`: an interface of the host and the LAN. `member`: of a bridge. `veth`: the two ends of a pair. `macvlan`: a child and its
 * parent. `userspace`: a program such as slirp4netns carries the packets. `listens`: a port and the interface it is
 * reached by. `forwards`: a port and the namespace that a proxy hands its connections to.
 */
export const MapLink = z.object({
  from: id,
  to: id,
  kind: z.enum(['cable', 'member', 'veth', 'macvlan', 'userspace', 'listens', 'forwards']),
  program: Name.optional().describe('The program that carries it, where it is no part of the kernel.'),
  toPort: Port.optional().describe('The port inside, of forwards.'),
});
export type MapLink = z.infer<typeof MapLink>;

/** What is on a learner's host just now, from the kernel and the frameworks. Links end at parts that are there. */
export const HostMap = z
  .object({
    parts: z.array(MapPart),
    links: z.array(MapLink),
    left: z.int().describe('How many parts of the host the map leaves out, because there are too many.'),
  })
  .meta({ id: 'HostMap' });
export type HostMap = z.infer<typeof HostMap>;

/** GET /api/host/map (server-sent events): the name of each event and the shape of its data. */
export const mapEvents = {
  map: HostMap,
  /** Why the host could not be looked at, in words for the learner. Another map may still come. */
  trouble: z.object({ detail: z.string() }),
} as const;
