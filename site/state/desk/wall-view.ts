import { computed, signal } from '@preact/signals';
import { type Filter, filtered, type Sorting, sorted, sortings } from '../../desk/wall-order.ts';
import { keptChoice } from '../../shell/kept-signal.ts';
import { toTheMinute } from '../clock.ts';
import { rows } from './wall.ts';

/** How this instructor looks at the wall. */
export const view = keptChoice('desk-wall', ['grid', 'screens']);
export const sorting = keptChoice<Sorting>('desk-sorting', sortings);
export const filter = signal<Filter>('everyone');
export const searched = signal('');

/** Who is shown, in order, as one text: it changes only when that does, so that rows are not drawn anew for nothing. */
const shownIds = computed(() =>
  sorted(filtered(rows.value, searched.value, filter.value, toTheMinute.value), sorting.value)
    .map(({ learner }) => learner)
    .join(' '),
);
export const shown = computed(() => shownIds.value.split(' ').filter(Boolean));

/** Who is ticked, for what is done to several. */
export const selected = signal<ReadonlySet<string>>(new Set());

export function select(learners: readonly string[], isOn: boolean): void {
  const next = new Set(selected.value);
  for (const learner of learners) {
    if (isOn) next.add(learner);
    else next.delete(learner);
  }
  selected.value = next;
}
