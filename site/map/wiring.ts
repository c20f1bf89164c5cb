import type {
  HostMap,
  MapContainer,
  MapInterface,
  MapLink,
  MapNamespace,
  MapPart,
  MapPort,
} from '../../protocol/host-map.ts';

type Of<P extends MapPart['part']> = Extract<MapPart, { part: P }>;

/** A map with its parts by id, and the parts that each namespace contains. */
export class Wiring {
  readonly map: HostMap;
  readonly #byId: Map<string, MapPart>;

  constructor(map: HostMap) {
    this.map = map;
    this.#byId = new Map(map.parts.map((part) => [part.id, part]));
  }

  part(id: string): MapPart | undefined {
    return this.#byId.get(id);
  }

  all<P extends MapPart['part']>(kind: P): Of<P>[] {
    return this.map.parts.filter((part): part is Of<P> => part.part === kind);
  }

  /** The interfaces of the host itself. */
  get hostInterfaces(): MapInterface[] {
    return this.all('interface').filter((one) => one.in === undefined);
  }

  interfacesIn(namespace: string): MapInterface[] {
    return this.all('interface').filter((one) => one.in === namespace);
  }

  /** @param namespace undefined: the containers that share the host's own network. */
  containersIn(namespace: string | undefined): MapContainer[] {
    return this.all('container').filter((one) => one.in === namespace);
  }

  namespaceOf(part: MapPart): MapNamespace | undefined {
    const id = part.part === 'namespace' ? part.id : 'in' in part ? part.in : undefined;
    return this.all('namespace').find((one) => one.id === id);
  }

  linksOf(id: string, kind?: MapLink['kind']): MapLink[] {
    return this.map.links.filter(
      (link) => (link.from === id || link.to === id) && (!kind || link.kind === kind),
    );
  }

  /** The parts at the other ends. */
  across(id: string, kind: MapLink['kind']): MapPart[] {
    return this.linksOf(id, kind).flatMap(({ from, to }) => this.part(from === id ? to : from) ?? []);
  }

  portsOf(namespace: string | undefined): MapPort[] {
    if (namespace === undefined) return [];
    return this.across(namespace, 'forwards').filter((part) => part.part === 'port');
  }
}
