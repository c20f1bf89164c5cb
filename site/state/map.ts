import { computed, signal } from '@preact/signals';
import type { HostMap } from '../../protocol/host-map.ts';
import { keep, kept } from '../shell/kept.ts';
import { isSheet, setPane, showPane } from '../shell/pane.ts';
import { me, needLearner, takesPart } from './learner.ts';
import { previewSize, setPreviewSize } from './preview.ts';

/** How much of the pane the map has: none of it, a part above the terminal, or all of it. */
export type MapSize = 'none' | 'beside' | 'full';

function initial(): MapSize {
  const value = kept('map');
  return value === 'beside' || value === 'full' ? value : 'none';
}

const wanted = signal<MapSize>(initial());

/** Not in an exam: the map would show what is asked for. */
export const mapAllowed = computed(() => me.value?.hostMap !== false);

export const mapSize = computed<MapSize>(() =>
  takesPart.value && me.value?.hostMap && previewSize.value === 'none' ? wanted.value : 'none',
);

/** The map as it is now; undefined until the first comes. It is followed by site/map/follow.ts, which is loaded with the map. */
export const hostMap = signal<HostMap | undefined>(undefined);

/** Why the host could not be looked at, in words for the learner. */
export const mapTrouble = signal<string | undefined>(undefined);

/** What the lesson lights up on the map, as site/map/lit.ts reads it. */
export const lit = signal<string | undefined>(undefined);

export function setMapSize(size: MapSize): void {
  wanted.value = size;
  // Both have the same place.
  if (size !== 'none') setPreviewSize('none');
  keep('map', size === 'none' ? null : size);
  if (size === 'none') lit.value = undefined;
  // Half a sheet is too little for a map.
  else if (isSheet()) setPane('full');
}

/** Shows the map with a part of it lit up. Asks for a name first where there is no learner yet. */
export async function showOnMap(part: string): Promise<void> {
  if (!(await needLearner())) return;
  showPane();
  if (mapSize.value === 'none') setMapSize('beside');
  lit.value = part;
}
