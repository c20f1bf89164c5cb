import { desk } from '../../words/desk-now.ts';
import { DeskIcon } from '../DeskIcon.tsx';
import { Capacity } from '../hosts/Capacity.tsx';
import { Select } from '../Select.tsx';
import { rows, wall } from '../state/wall.ts';
import { filter, searched, shown, sorting, view } from '../state/wall-view.ts';
import { filters, sortings } from '../wall-order.ts';

/** Controls for which learners are shown, in which order, and how. */
export function WallTools() {
  return (
    <div class="wall-tools">
      <fieldset class="segments" aria-label={desk.wall.view}>
        {(['grid', 'screens'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={view.value === one}
            onClick={() => {
              view.value = one;
            }}
          >
            <DeskIcon sign={one === 'grid' ? 'grid' : 'screen'} />
            {desk.wall.views[one]}
          </button>
        ))}
      </fieldset>
      <input
        type="search"
        class="input compact"
        aria-label={desk.wall.search}
        placeholder={desk.wall.search}
        value={searched.value}
        onInput={({ currentTarget }) => {
          searched.value = currentTarget.value;
        }}
      />
      <Select
        label={desk.wall.show}
        value={filter.value}
        options={filters.map((value) => ({ value, label: desk.wall.filters[value] }))}
        onChange={(value) => {
          filter.value = value;
        }}
      />
      <Select
        label={desk.wall.sort}
        value={sorting.value}
        options={sortings.map((value) => ({ value, label: desk.wall.sortings[value] }))}
        onChange={(value) => {
          sorting.value = value;
        }}
      />
      <Capacity about={rows.value.filter(({ host }) => host !== null).length} />
      <span class="soft small-text wall-count">{desk.wall.count(shown.value.length, wall.value.size)}</span>
    </div>
  );
}
