import { words } from '../words/now.ts';
import { mapAllowed, mapSize, setMapSize } from './state.ts';

/** Opens and closes the map above the terminal. */
export function MapButton() {
  if (!mapAllowed.value) return null;
  const isOpen = mapSize.value !== 'none';
  return (
    <button
      type="button"
      class="button small toggle"
      id="map-button"
      aria-expanded={isOpen}
      aria-controls="host-map"
      onClick={() => setMapSize(isOpen ? 'none' : 'beside')}
    >
      <span class="icon-map" aria-hidden="true" />
      {words.host.map}
    </button>
  );
}
