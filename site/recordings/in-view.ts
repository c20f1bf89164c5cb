/** What a reader does to move the page by themselves. */
const MOVES = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/**
 * Brings an opened player into view, as a whole: the list from which it was chosen may be long, and a recording of many lines higher than the
 * window. The player gets its size only when its file is there, so this goes on until the reader moves the page.
 * @param section what is brought into view; the rest of it stands below the player.
 * @param place the box of the player, which has the shape of the recording.
 * @returns ends that.
 */
export function keepInView(section: HTMLElement, place: HTMLElement): () => void {
  const bring = (): void => {
    const { width, height } = place.getBoundingClientRect();
    // The sticky bars of the page, below which it comes to stand.
    const above = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const room = innerHeight - above - (section.offsetHeight - height);
    if (height > room && room > 0) place.style.maxWidth = `${Math.floor((width * room) / height)}px`;
    section.scrollIntoView({ block: 'start' });
  };
  bring();
  // Once the player has taken its new size, which it does a moment after its box.
  let soon: number | undefined;
  const watch = new ResizeObserver(() => {
    clearTimeout(soon);
    soon = window.setTimeout(bring, 150);
  });
  const end = (): void => {
    clearTimeout(soon);
    watch.disconnect();
    for (const move of MOVES) removeEventListener(move, end);
  };
  watch.observe(place);
  for (const move of MOVES) addEventListener(move, end, { passive: true });
  return end;
}
