import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** For a dialog that is open as long as something holds. */
export function useModal(isOpen: boolean): RefObject<HTMLDialogElement> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return dialog as RefObject<HTMLDialogElement>;
}
