import type { ComponentChildren } from 'preact';
import { isSheet } from '../shell/pane.ts';

interface Props {
  title: string;
  /** The button beside it, if there is anything to press. */
  press?: { label: string; act: () => void };
  /** Folded where the terminal is a sheet, which has no room for more than the title. */
  children: ComponentChildren;
}

/** A note on the lab host above its terminals, which go on below it. */
export function HostNote({ title, press, children }: Props) {
  return (
    <div class="host-note" role="status">
      <details open={!isSheet()}>
        <summary>{title}</summary>
        <div class="host-note-text">{children}</div>
      </details>
      {press && (
        <button type="button" class="button small" onClick={press.act}>
          {press.label}
        </button>
      )}
    </div>
  );
}
