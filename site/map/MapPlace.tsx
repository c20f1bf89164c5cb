import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { mapSize } from './state.ts';

/** The place where the map is shown. The code that draws it is fetched when it is first opened, so that it does not delay the terminal. */
export function MapPlace() {
  const [Pane, setPane] = useState<ComponentType>();
  const isOpen = mapSize.value !== 'none';
  useEffect(() => {
    if (isOpen && !Pane) void import('./MapPane.tsx').then((module) => setPane(() => module.MapPane));
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <div class="map-place" id="host-map">
      {Pane && <Pane />}
    </div>
  );
}
