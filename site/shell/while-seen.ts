/**
 * Calls `work` at once and then every `ms`, whenever a part of the element is on the screen and the page is shown.
 * @returns ends that.
 */
export function whileSeen(element: Element, ms: number, work: () => void): () => void {
  let isOnScreen = false;
  let timer: number | undefined;
  const change = (): void => {
    const isSeen = isOnScreen && document.visibilityState === 'visible';
    if (isSeen === (timer !== undefined)) return;
    clearInterval(timer);
    timer = isSeen ? window.setInterval(work, ms) : undefined;
    if (isSeen) work();
  };
  const observer = new IntersectionObserver((entries) => {
    isOnScreen = entries.at(-1)?.isIntersecting ?? false;
    change();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', change);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', change);
    clearInterval(timer);
  };
}
