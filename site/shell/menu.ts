/** Closes a menu on Escape and on a press elsewhere, as menus do. Returns what ends this. */
export function watchMenu(menu: HTMLDetailsElement): () => void {
  const onPress = (event: PointerEvent): void => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener('pointerdown', onPress);
  const stop = closeOnEscape(
    () => menu.open,
    () => {
      const hadFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (hadFocus) menu.querySelector('summary')?.focus();
    },
  );
  return () => {
    document.removeEventListener('pointerdown', onPress);
    stop();
  };
}

/**
 * Escape closes what lies over the page wherever the focus is, and nothing else gets that key: a terminal would hand it to its program. A
 * dialog above it comes first. Returns what ends this.
 */
export function closeOnEscape(isOpen: () => boolean, close: () => void): () => void {
  const onKey = (event: KeyboardEvent): void => {
    const isInDialog = event.target instanceof Element && event.target.closest('dialog') !== null;
    if (event.key !== 'Escape' || isInDialog || !isOpen()) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  document.addEventListener('keydown', onKey, { capture: true });
  return () => document.removeEventListener('keydown', onKey, { capture: true });
}
