import { useEffect, useRef } from 'preact/hooks';
import { showPage } from '../preview/state.ts';
import { closeOnEscape } from '../shell/menu.ts';
import { words } from '../words/now.ts';
import { offered } from './offering.ts';
import { offersFor } from './offers.ts';
import { runCommand } from './run.ts';
import type { Thing } from './things.ts';

/** The room that the menu needs, in CSS pixels. On a narrow page it is as wide as the page. */
const ROOM = { width: 384, height: 260 };

/** The commands that are offered for what was clicked in a terminal. */
export function OfferMenu() {
  const sheet = useRef<HTMLDivElement>(null);
  const now = offered.value;
  useEffect(() => {
    const menu = sheet.current;
    if (!now || !menu) return;
    menu.showPopover();
    return closeOnEscape(
      () => menu.matches(':popover-open'),
      () => menu.hidePopover(),
    );
  }, [now]);
  if (!now) return null;
  const { innerWidth, innerHeight } = window;
  const left = Math.max(8, Math.min(now.x, innerWidth - ROOM.width - 8));
  const top = now.y + ROOM.height > innerHeight ? Math.max(8, now.y - ROOM.height) : now.y + 12;
  return (
    <div
      ref={sheet}
      popover="auto"
      class="offer-menu"
      role="dialog"
      aria-label={words.offers.title(nameOf(now.thing))}
      style={{ left: `${left}px`, top: `${top}px` }}
      onToggle={(event) => {
        if (event.newState === 'closed') offered.value = undefined;
      }}
    >
      <p class="offer-name framework" data-framework={frameworkOf(now.thing)}>
        {nameOf(now.thing)}
      </p>
      <ul>
        {offersFor(now.thing).map(({ command, page, shows }) => (
          <li key={command ?? page}>
            <button
              type="button"
              onClick={() => {
                offered.value = undefined;
                if (command) void runCommand(command);
                if (page) void showPage(page);
              }}
            >
              <code>{command ?? page}</code>
              <span>{shows}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function nameOf(thing: Thing): string {
  if (thing.kind === 'process') return words.offers.process(thing.pid);
  return thing.kind === 'address' ? thing.address : words.offers.container(thing.name);
}

const frameworkOf = (thing: Thing) => (thing.kind === 'container' ? thing.framework : undefined);
