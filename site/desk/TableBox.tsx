import type { ComponentChildren } from 'preact';

interface Props {
  label: string;
  /** Whether it has so few columns that on a wide window the page can scroll instead of the table. */
  fits?: boolean;
  children: ComponentChildren;
}

/** A wide table. It scrolls by itself, so keys must reach it. */
export function TableBox({ label, fits = false, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keys
    <section class={fits ? 'table-box fits' : 'table-box'} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
