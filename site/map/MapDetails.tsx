import { useEffect, useRef } from 'preact/hooks';
import type { MapPart } from '../../protocol/host-map.ts';
import { showPage } from '../preview/state.ts';
import { isSheet } from '../shell/pane.ts';
import { words } from '../words/now.ts';
import { commandFor } from './command.ts';
import { fullAddress, sentenceOf, titleOf } from './naming.ts';
import { pageOf } from './page-of.ts';
import { setMapSize } from './state.ts';
import type { Wiring } from './wiring.ts';

interface Props {
  part: MapPart;
  wiring: Wiring;
  onClose: () => void;
}

/** The selected part: its description, its addresses, and the command that shows it. */
export function MapDetails({ part, wiring, onClose }: Props) {
  const element = useRef<HTMLElement>(null);
  const command = commandFor(part, wiring);
  const page = pageOf(part);
  const addresses = addressesOf(part);
  useEffect(() => {
    element.current?.scrollTo(0, 0);
  }, [part.id]);
  return (
    <section class="map-details" ref={element} aria-label={titleOf(part, wiring)} aria-live="polite">
      <div class="map-details-head">
        <h2>{titleOf(part, wiring)}</h2>
        <button
          type="button"
          class="quiet icon"
          aria-label={words.map.closeDetails}
          title={words.map.closeDetails}
          onClick={onClose}
        >
          ×
        </button>
      </div>
      <p>{sentenceOf(part, wiring)}</p>
      {addresses.length > 0 && (
        <ul class="map-addresses" aria-label={words.map.columns.addresses}>
          {addresses.map((address) => (
            <li key={address}>{address}</li>
          ))}
        </ul>
      )}
      <div class="map-command">
        <code>{command}</code>
        {/* site/shell/block-buttons.ts listens for both, as it does for the lesson's own. */}
        <button type="button" class="block-button" data-copy={command}>
          <span class="icon-copy" aria-hidden="true" />
          <span class="block-word">{words.blocks.copy}</span>
          <span class="visually-hidden"> {command}</span>
        </button>
        <button
          type="button"
          class="block-button primary"
          data-run={command}
          title={words.blocks.runTitle}
          onClick={makeRoom}
        >
          <span class="icon-run" aria-hidden="true" />
          <span class="block-word">{words.blocks.run}</span>
          <span class="visually-hidden"> {command}</span>
        </button>
      </div>
      {page && (
        <button type="button" class="quiet map-page" onClick={() => void showPage(page)}>
          {words.preview.here(page)}
        </button>
      )}
    </section>
  );
}

/** Makes room for the terminal, in which the command is about to be typed. */
function makeRoom(): void {
  setMapSize(isSheet() ? 'none' : 'beside');
}

function addressesOf(part: MapPart): string[] {
  if (part.part === 'lan') return part.routers;
  if (part.part === 'port')
    return part.addresses.map(
      (address) => `${address.includes(':') ? `[${address}]` : address}:${part.port}`,
    );
  return part.part === 'interface' ? part.addresses.map(fullAddress) : [];
}
