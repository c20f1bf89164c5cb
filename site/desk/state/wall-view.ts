import { computed, signal } from '@preact/signals';
import { toTheMinute } from '../../shell/clock.ts';
import { keptChoice } from '../../shell/kept-signal.ts';
import { type Filter, filtered, type Sorting, sorted, sortings } from '../wall-order.ts';
import { rows } from './wall.ts';

/** This instructor's view of the wall. */
export const view = keptChoice('desk-wall', ['grid', 'screens']);
export const sorting = keptChoice<Sorting>('desk-sorting', sortings);
export const filter = signal<Filter>('everyone');
export const searched = signal('');

/** The shown learners in order, as one text. It changes only when they do, so that rows are not drawn anew for nothing. */
const shownIds = computed(() =>
  sorted(filtered(rows.value, searched.value, filter.value, toTheMinute.value), sorting.value)
    .map(({ learner }) => learner)
    .join(' '),
);
export const shown = computed(() => shownIds.value.split(' ').filter(Boolean));

/** The ticked learners, for actions on several. */
export const selected = signal<ReadonlySet<string>>(new Set());

export function select(learners: readonly string[], isOn: boolean): void {
  const next = new Set(selected.value);
  for (const learner of learners) {
    if (isOn) next.add(learner);
    else next.delete(learner);
  }
  selected.value = next;
}
