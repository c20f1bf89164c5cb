import { active, choose, closeTab, tabs } from '../state/terminals.ts';
import { viewOf } from '../terminal/views.ts';

/** Where an arrow key takes the focus in a row of tabs; undefined for other keys. */
function after(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight') return (at + 1) % count;
  if (key === 'ArrowLeft') return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}

/** The terminals' tabs. Arrows move between them, Delete closes one. */
export function Tabs() {
  const list = tabs.value ?? [];
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    if (event.key === 'Delete') return void closeTab(list[at]?.id ?? '');
    const next = list[after(event.key, at, list.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    choose(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <div class="tabs">
      <div class="tablist" role="tablist" aria-label="Terminals">
        {list.map(({ id, title }, at) => (
          <button
            key={id}
            type="button"
            role="tab"
            class="tab"
            id={`tab-${id}`}
            aria-selected={id === active.value}
            aria-controls={`panel-${id}`}
            tabIndex={id === active.value ? 0 : -1}
            title={title}
            onClick={() => {
              choose(id);
              viewOf(id)?.focus();
            }}
            onKeyDown={(event) => onKeyDown(event, at)}
          >
            {title}
          </button>
        ))}
      </div>
    </div>
  );
}
