import type { ComponentChildren } from 'preact';
import type { MapInterface, MapPart } from '../../protocol/host-map.ts';
import { frameworkName } from '../../protocol/scenario.ts';
import { words } from '../words/now.ts';
import { HOST_CARD, shownAddresses } from './boxes.ts';
import type { PlacedBox } from './layout.ts';
import { kindWord, saidOf, shortAddress } from './naming.ts';
import type { Wiring } from './wiring.ts';

interface Props {
  placed: PlacedBox;
  wiring: Wiring;
  /** The one part that Tab reaches. */
  current: string;
  selected: string | undefined;
  lit: ReadonlySet<string> | undefined;
  /** What is not dimmed while parts are lit. */
  path: ReadonlySet<string> | undefined;
  onSelect: (id: string | undefined) => void;
}

/** One box of the drawing, with a button for each part in it. */
export function MapBox({ placed, wiring, current, selected, lit, path, onSelect }: Props) {
  const { box, x, y, width, height } = placed;
  const parts = box.rows.length > 0 ? box.rows.map(({ part }) => part) : [wiring.part(box.id)];
  const isDim = path !== undefined && path.size > 0 && !parts.some((part) => part && path.has(part.id));
  const [container] =
    box.kind === 'card' ? wiring.containersIn(box.id === HOST_CARD ? undefined : box.id) : [];
  const port = wiring.part(box.id);
  const framework = container?.framework ?? (port?.part === 'port' ? port.framework : undefined);
  const button = (part: MapPart, style: Record<string, string>, children: ComponentChildren) => (
    <button
      key={part.id}
      type="button"
      class={`map-thing ${part.part}`}
      style={style}
      data-part={part.id}
      data-lit={lit?.has(part.id) ? '' : undefined}
      data-down={part.part === 'interface' && !part.up ? '' : undefined}
      aria-pressed={selected === part.id}
      aria-label={saidOf(part, wiring)}
      tabIndex={current === part.id ? 0 : -1}
      onClick={() => onSelect(selected === part.id ? undefined : part.id)}
    >
      {children}
    </button>
  );
  return (
    <div
      class={`map-box ${box.kind}`}
      data-framework={framework}
      data-dim={isDim ? '' : undefined}
      style={{ transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px` }}
    >
      {box.id === HOST_CARD && <span class="map-card-title">{words.map.hostNetwork}</span>}
      {box.rows.length > 0
        ? box.rows.map(({ part, top, height: high }) =>
            button(part, { top: `${top}px`, height: `${high}px` }, <Inside part={part} wiring={wiring} />),
          )
        : parts.map(
            (part) =>
              part && button(part, {}, <Inside part={part} wiring={wiring} isWide={box.isWide === true} />),
          )}
    </div>
  );
}

function Inside({ part, wiring, isWide = false }: { part: MapPart; wiring: Wiring; isWide?: boolean }) {
  switch (part.part) {
    case 'lan':
      return <TwoLines first={words.map.lan} second={part.routers[0] ?? ''} />;
    case 'port':
      return <TwoLines first={`:${part.port}`} second={part.program} />;
    case 'interface':
      return <Interface part={part} isWide={isWide} />;
    case 'namespace': {
      const isLonely = wiring.containersIn(part.id).length === 0;
      return (
        <span class="map-card-title">
          {isLonely ? words.map.netns(String(part.name ?? part.program ?? part.inode)) : words.map.namespace}
        </span>
      );
    }
    case 'container':
      return (
        <>
          <span class="map-name">{part.name}</span>
          <span class="map-tags">
            <span class="map-framework">{frameworkName[part.framework]}</span>
            <span>{words.map.attachment[part.attachment]}</span>
          </span>
        </>
      );
  }
}

const TwoLines = ({ first, second }: { first: string; second: string }) => (
  <>
    <span class="map-name">{first}</span>
    <span class="map-soft mono">{second}</span>
  </>
);

function Interface({ part, isWide }: { part: MapInterface; isWide: boolean }) {
  const addresses = shownAddresses(part).map(({ address }) => shortAddress(address));
  const lines = isWide ? [addresses] : addresses.map((address) => [address]);
  return (
    <>
      <span class="map-interface-head">
        <span class="map-name mono">{part.name}</span>
        {(part.kind !== 'veth' || part.in !== undefined) && <span class="map-soft">{kindWord(part)}</span>}
      </span>
      {lines.map((line) => (
        <span key={line.join()} class="map-addresses-line">
          {line.map((address) => (
            <span key={address} class="map-address">
              {address}
            </span>
          ))}
        </span>
      ))}
    </>
  );
}
