import { effect } from '@preact/signals';
import { mapAllowed, showOnMap } from '../map/state.ts';

/** Makes the lesson's buttons work that light up a part on the map (site/components/OnMap.astro). Removes them in an exam. */
export function watchOnMap(): void {
  effect(() => {
    document.documentElement.toggleAttribute('data-map-off', !mapAllowed.value);
  });
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('.on-map') : null;
    if (button) void showOnMap(button.dataset.onMap ?? '');
  });
}
