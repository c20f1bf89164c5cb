import { computed, signal } from '@preact/signals';
import type { HostMap } from '../../protocol/host-map.ts';
import { me, needLearner, takesPart } from '../learner/state.ts';
import { previewSize, setPreviewSize } from '../preview/state.ts';
import { keep, kept } from '../shell/kept.ts';
import { isSheet, setPane, showPane } from '../shell/pane.ts';

/** How much of the pane the map has: nothing, a part above the terminal, or all of it. */
export type MapSize = 'none' | 'beside' | 'full';

function initial(): MapSize {
  // In a sheet it would lie over the terminal, which is what “Open terminal” is pressed for.
  const value = isSheet() ? 'none' : kept('map');
  return value === 'beside' || value === 'full' ? value : 'none';
}

const wanted = signal<MapSize>(initial());

/** Not in an exam, where the map would show the answers. */
export const mapAllowed = computed(() => me.value?.hostMap !== false);

export const mapSize = computed<MapSize>(() =>
  takesPart.value && me.value?.hostMap && previewSize.value === 'none' ? wanted.value : 'none',
);

/** The map as it is now; undefined until the first comes. It is followed by site/map/follow.ts, which is loaded with the map. */
export const hostMap = signal<HostMap | undefined>(undefined);

/** Why the host could not be looked at, in words for the learner. */
export const mapTrouble = signal<string | undefined>(undefined);

/** The parts that the lesson lights up on the map, in the form that site/map/lit.ts reads. */
export const lit = signal<string | undefined>(undefined);

export function setMapSize(size: MapSize): void {
  wanted.value = size;
  // The map and the web page have the same place.
  if (size !== 'none') setPreviewSize('none');
  keep('map', size === 'none' ? null : size);
  if (size === 'none') lit.value = undefined;
  // Half a sheet is too little for a map.
  else if (isSheet()) setPane('full');
}

/** Shows the map with a part of it lit up. Asks for a name first if there is no learner yet. */
export async function showOnMap(part: string): Promise<void> {
  if (!(await needLearner())) return;
  showPane();
  if (mapSize.value === 'none') setMapSize('beside');
  lit.value = part;
}
