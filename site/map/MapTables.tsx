import type { ComponentChildren } from 'preact';
import type { MapContainer, MapInterface, MapPart, MapPort } from '../../protocol/host-map.ts';
import { frameworkName } from '../../protocol/scenario.ts';
import { words } from '../words/now.ts';
import { fullAddress, kindWord, namespaceName, titleOf } from './naming.ts';
import type { Wiring } from './wiring.ts';

interface Props {
  wiring: Wiring;
  selected: string | undefined;
  lit: ReadonlySet<string> | undefined;
  onSelect: (id: string | undefined) => void;
}

interface Column<P> {
  title: string;
  cell: (part: P) => ComponentChildren;
}

/** The same facts as the drawing, as text. */
export function MapTables({ wiring, selected, lit, onSelect }: Props) {
  const name = <P extends MapPart>(part: P, text: string) => (
    <button
      type="button"
      class="map-table-name"
      aria-pressed={selected === part.id}
      data-lit={lit?.has(part.id) ? '' : undefined}
      onClick={() => onSelect(selected === part.id ? undefined : part.id)}
    >
      {text}
    </button>
  );
  const { columns, tables, none } = words.map;
  const addressesIn = (namespace: string | undefined) =>
    namespace === undefined ? [] : wiring.interfacesIn(namespace).flatMap(interfaceLines);
  return (
    <section class="map-tables" aria-label={words.map.table}>
      <Table
        title={tables.container}
        none={none.container}
        parts={wiring.all('container')}
        columns={[
          { title: columns.name, cell: (part) => name(part, part.name) },
          { title: columns.framework, cell: ({ framework }) => frameworkName[framework] },
          { title: columns.attachment, cell: ({ attachment }) => words.map.attachment[attachment] },
          { title: columns.addresses, cell: (part: MapContainer) => <Lines of={addressesIn(part.in)} /> },
        ]}
      />
      <Table
        title={tables.port}
        none={none.port}
        parts={wiring.all('port')}
        columns={[
          { title: columns.port, cell: (part) => name(part, String(part.port)) },
          { title: columns.heldBy, cell: ({ program }) => program },
          { title: columns.on, cell: ({ addresses }) => <Lines of={addresses} /> },
          { title: columns.leadsTo, cell: (part: MapPort) => forwardedTo(part, wiring) },
        ]}
      />
      <Table
        title={tables.interface}
        none=""
        parts={wiring.hostInterfaces}
        columns={[
          { title: columns.name, cell: (part) => name(part, part.name) },
          { title: columns.kind, cell: (part) => `${kindWord(part)}${part.up ? '' : `, ${words.map.down}`}` },
          { title: columns.leadsTo, cell: (part) => leadsTo(part, wiring) },
          { title: columns.addresses, cell: (part) => <Lines of={part.addresses.map(fullAddress)} /> },
        ]}
      />
      <Table
        title={tables.namespace}
        none={none.namespace}
        parts={wiring.all('namespace')}
        columns={[
          { title: columns.name, cell: (part) => name(part, namespaceName(part.id, wiring).name) },
          { title: columns.processes, cell: ({ processes }) => processes || words.map.nobody },
          { title: columns.inside, cell: ({ id }) => <Lines of={insideOf(id, wiring)} /> },
        ]}
      />
    </section>
  );
}

interface TableProps<P extends MapPart> {
  title: string;
  none: string;
  parts: readonly P[];
  columns: readonly Column<P>[];
}

function Table<P extends MapPart>({ title, none, parts, columns }: TableProps<P>) {
  if (parts.length === 0) {
    return (
      <>
        <h3>{title}</h3>
        <p>{none}</p>
      </>
    );
  }
  return (
    <table>
      <caption>{title}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.title} scope="col">
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <tr key={part.id}>
            {columns.map((column, at) => (
              <td key={column.title} data-title={at === 0 ? undefined : column.title}>
                {column.cell(part)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Lines = ({ of }: { of: readonly string[] }) => (
  <>
    {of.map((line) => (
      <span key={line} class="map-line-of-text">
        {line}
      </span>
    ))}
  </>
);

const interfaceLines = ({ addresses }: MapInterface) =>
  addresses.filter(({ scope }) => scope === 'global').map(fullAddress);

const forwardedTo = (part: MapPort, wiring: Wiring) =>
  wiring
    .linksOf(part.id, 'forwards')
    .map(({ to, toPort }) => {
      const names = wiring.containersIn(to).map(({ name }) => name);
      return `${names.join(', ')}${toPort ? `:${toPort}` : ''}`;
    })
    .join(', ') || words.map.host;

function leadsTo(part: MapInterface, wiring: Wiring): string {
  const ends = wiring.linksOf(part.id).flatMap(({ from, to, kind }) => {
    if (kind === 'listens') return [];
    const end = wiring.part(from === part.id ? to : from);
    if (!end) return [];
    const namespace = wiring.namespaceOf(end);
    const [container] = namespace ? wiring.containersIn(namespace.id) : [];
    return [
      container?.name ??
        (namespace && end.part === 'interface'
          ? `${end.name}, ${namespace.name ?? ''}`
          : titleOf(end, wiring)),
    ];
  });
  return [...new Set(ends)].join(', ');
}

const insideOf = (namespace: string, wiring: Wiring) => {
  const inside = wiring.interfacesIn(namespace);
  if (inside.length === 0) return [words.map.loopbackOnly];
  return inside.flatMap((part) => [`${part.name} (${kindWord(part)})`, ...part.addresses.map(fullAddress)]);
};
