import { useEffect, useRef } from 'preact/hooks';
import { desk } from '../words/desk-now.ts';
import { detail } from './state/class.ts';
import { showTab, type Tab, tab, tabs } from './state/place.ts';

/** The parts of a class's page. Arrows go from one to the next, as tabs do. */
export function ClassTabs() {
  const list = useRef<HTMLDivElement>(null);
  const waiting = detail.value?.waiting ?? 0;
  // On a phone the row is longer than the window, and grows when somebody waits.
  useEffect(() => {
    const row = list.current;
    if (!row) return;
    const show = () =>
      row.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    show();
    const resized = new ResizeObserver(show);
    resized.observe(row);
    return () => resized.disconnect();
  }, [tab.value, waiting]);
  const go = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = tabs.at((tabs.indexOf(tab.value) + step) % tabs.length) as Tab;
    showTab(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div ref={list} class="desk-tabs" role="tablist" aria-label={desk.class.parts} onKeyDown={go}>
      {tabs.map((one) => (
        <button
          key={one}
          id={`tab-${one}`}
          type="button"
          role="tab"
          aria-selected={one === tab.value}
          aria-controls="class-part"
          tabIndex={one === tab.value ? 0 : -1}
          onClick={() => showTab(one)}
        >
          {desk.class.tabs[one]}
          {one === 'learners' && waiting > 0 && (
            <span class="badge warm">
              {waiting}
              <span class="visually-hidden"> {desk.class.waiting}</span>
            </span>
          )}
        </button>
      ))}
    </div>
  );
}
