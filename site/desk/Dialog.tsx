import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { desk } from '../words/desk-now.ts';
import { DeskIcon } from './DeskIcon.tsx';

interface Props {
  heading: string;
  /** The language of a heading that comes from the course. */
  headingLanguage?: 'en';
  onClose: () => void;
  /** Classes beside `dialog`. */
  look?: string;
  children: ComponentChildren;
}

/** A question or a sheet above the page. It is open as long as it is drawn. Escape closes it, and the focus goes back. */
export function Dialog({ heading, headingLanguage, onClose, look = '', children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isGone = useRef(false);
  const title = useId();
  useEffect(() => {
    dialog.current?.showModal();
    const shown = dialog.current;
    return () => {
      // Closing gives the focus back. Removing it from the page would not.
      isGone.current = true;
      shown?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog desk-dialog ${look}`}
      aria-labelledby={title}
      onClose={() => {
        if (!isGone.current) onClose();
      }}
    >
      <header class="dialog-head">
        <h2 id={title} lang={headingLanguage}>
          {heading}
        </h2>
        <button
          type="button"
          class="quiet icon"
          aria-label={desk.common.close}
          title={desk.common.close}
          onClick={() => dialog.current?.close()}
        >
          <DeskIcon sign="close" />
        </button>
      </header>
      {children}
    </dialog>
  );
}
