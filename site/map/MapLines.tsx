import type { MapLink } from '../../protocol/host-map.ts';
import type { Layout } from './layout.ts';
import { roundedPath } from './path.ts';
import type { Wiring } from './wiring.ts';

interface Props {
  layout: Layout;
  wiring: Wiring;
  /** What is not dimmed while parts are lit. */
  path: ReadonlySet<string> | undefined;
}

/** The lines between the boxes. Their meaning is also in the table and in the descriptions of the boxes. */
export function MapLines({ layout, wiring, path }: Props) {
  const { width, height, links } = layout;
  return (
    <svg class="map-lines" width={width} height={height} aria-hidden="true">
      {links.map(({ id, link, points }) => (
        <path
          key={id}
          d={roundedPath(points)}
          class={`map-line ${link.kind}`}
          data-framework={frameworkOf(link, wiring)}
          data-dim={path && path.size > 0 && !(path.has(link.from) && path.has(link.to)) ? '' : undefined}
        />
      ))}
    </svg>
  );
}

/** The framework of the container that a line leads to, if it leads to one. */
function frameworkOf(link: MapLink, wiring: Wiring): string | undefined {
  if (link.kind === 'cable') return undefined;
  for (const id of [link.from, link.to]) {
    const part = wiring.part(id);
    const namespace = part && wiring.namespaceOf(part);
    const [container] = namespace ? wiring.containersIn(namespace.id) : [];
    if (container) return container.framework;
    if (part?.part === 'port' && part.framework) return part.framework;
  }
  return undefined;
}
