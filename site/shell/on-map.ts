import { effect } from '@preact/signals';
import { mapAllowed, showOnMap } from '../state/map.ts';

/** Makes the lesson's buttons work that light a part up on the map (site/components/OnMap.astro); takes them away in an exam. */
export function watchOnMap(): void {
  effect(() => {
    document.documentElement.toggleAttribute('data-map-off', !mapAllowed.value);
  });
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('.on-map') : null;
    if (button) void showOnMap(button.dataset.onMap ?? '');
  });
}
