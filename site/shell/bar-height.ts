/** Keeps the height of the bar below the header in `--class-bar`, for elements that stick below it. @returns ends that, for when the bar goes. */
export function followBarHeight(bar: Element): () => void {
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => {
    style.setProperty('--class-bar', `${bar.getBoundingClientRect().height}px`);
  });
  observer.observe(bar);
  return () => {
    observer.disconnect();
    style.removeProperty('--class-bar');
  };
}
