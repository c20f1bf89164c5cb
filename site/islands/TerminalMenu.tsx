import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { watchMenu } from '../shell/menu.ts';
import { recorded } from '../state/terminals.ts';
import { changeFontSize, fontSize } from '../terminal/font.ts';
import { askBeforePaste, copyOnSelect, screenReader, terminalColours } from '../terminal/options.ts';
import { renaming } from '../terminal/renaming.ts';
import { Icon } from './Icon.tsx';

/** What can be set of terminals. */
export function TerminalMenu({ id }: { id: string }) {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (menu.current) watchMenu(menu.current);
  }, []);
  const rename = (): void => {
    if (menu.current) menu.current.open = false;
    renaming.value = id;
  };
  return (
    <details ref={menu} class="terminal-menu">
      <summary class="quiet icon" aria-label="Terminal settings" title="Terminal settings">
        <Icon sign="more" />
      </summary>
      <div class="menu-sheet">
        <button type="button" class="menu-row" onClick={rename}>
          Rename this terminal <kbd>F2</kbd>
        </button>
        <fieldset class="menu-row">
          <legend>Text size</legend>
          <span class="stepper">
            <button type="button" class="quiet" aria-label="Smaller text" onClick={() => changeFontSize(-1)}>
              −
            </button>
            <output>{fontSize}</output>
            <button type="button" class="quiet" aria-label="Larger text" onClick={() => changeFontSize(1)}>
              +
            </button>
          </span>
        </fieldset>
        <label class="menu-row">
          Colours
          <select
            class="input small"
            value={terminalColours.value}
            onChange={({ currentTarget }) => {
              terminalColours.value = currentTarget.value as typeof terminalColours.value;
            }}
          >
            <option value="page">as the page</option>
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </label>
        <Switch of={copyOnSelect} label="Copy what I select" />
        <Switch of={askBeforePaste} label="Ask before pasting several lines" />
        <Switch of={screenReader} label="For a screen reader" />
        <a class="menu-row" href="/recordings/">
          {recorded.value ? 'Recordings of my terminals' : 'My terminals are not recorded'}
        </a>
      </div>
    </details>
  );
}

function Switch({ of, label }: { of: Signal<'on' | 'off'>; label: string }) {
  return (
    <label class="menu-row">
      {label}
      <input
        type="checkbox"
        checked={of.value === 'on'}
        onChange={({ currentTarget }) => {
          of.value = currentTarget.checked ? 'on' : 'off';
        }}
      />
    </label>
  );
}
