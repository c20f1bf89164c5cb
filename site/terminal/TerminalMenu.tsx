import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { watchMenu } from '../shell/menu.ts';
import { Icon } from '../ui/Icon.tsx';
import { href, words } from '../words/now.ts';
import { changeFontSize, fontSize } from './font.ts';
import { isFullScreen, mayFullScreen, toggleFullScreen } from './full-screen.ts';
import { askBeforePaste, copyOnSelect, nearTyping, screenReader, terminalColours } from './options.ts';
import { RENAME_KEY, renaming } from './renaming.ts';
import { recorded } from './state.ts';
import { viewOf } from './views.ts';

/** The settings of terminals. */
export function TerminalMenu({ id }: { id: string }) {
  const said = words.terminal.settings;
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => (menu.current ? watchMenu(menu.current) : undefined), []);
  const close = (): void => {
    if (menu.current) menu.current.open = false;
  };
  const rename = (): void => {
    close();
    renaming.value = id;
  };
  const fill = (): void => {
    close();
    void toggleFullScreen().then(() => viewOf(id)?.focus());
  };
  return (
    <details ref={menu} class="terminal-menu">
      <summary class="quiet icon" aria-label={said.title} title={said.title}>
        <Icon sign="more" />
      </summary>
      <div class="menu-sheet">
        <button type="button" class="menu-row" onClick={rename}>
          {said.rename} <kbd>{RENAME_KEY}</kbd>
        </button>
        {mayFullScreen && (
          <button type="button" class="menu-row" title={said.fullScreenKeys} onClick={fill}>
            {isFullScreen.value ? said.leaveFullScreen : said.fullScreen}
          </button>
        )}
        <fieldset class="menu-row">
          <legend>{said.textSize}</legend>
          <span class="stepper">
            <button
              type="button"
              class="quiet"
              aria-label={said.smallerText}
              onClick={() => changeFontSize(-1)}
            >
              −
            </button>
            <output>{fontSize}</output>
            <button
              type="button"
              class="quiet"
              aria-label={said.largerText}
              onClick={() => changeFontSize(1)}
            >
              +
            </button>
          </span>
        </fieldset>
        <label class="menu-row">
          {said.colours}
          <select
            class="input small"
            value={terminalColours.value}
            onChange={({ currentTarget }) => {
              terminalColours.value = currentTarget.value as typeof terminalColours.value;
            }}
          >
            {(['page', 'light', 'dark'] as const).map((one) => (
              <option key={one} value={one}>
                {said.as[one]}
              </option>
            ))}
          </select>
        </label>
        <Switch of={copyOnSelect} label={said.copyOnSelect} />
        <Switch of={askBeforePaste} label={said.askBeforePaste} />
        <Switch of={nearTyping} label={said.nearTyping} />
        <Switch of={screenReader} label={said.screenReader} />
        <a class="menu-row" href={href('/recordings/')}>
          {recorded.value ? said.recordings : said.notRecorded}
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
