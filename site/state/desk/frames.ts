import { batch } from '@preact/signals';

/** Gathers what comes in and hands it on at most once for each frame the browser draws, all in one go. */
export function inFrames<T>(take: (gathered: T[]) => void): (more: T[]) => void {
  let gathered: T[] = [];
  let isAsked = false;
  return (more) => {
    gathered.push(...more);
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      const all = gathered;
      gathered = [];
      isAsked = false;
      batch(() => take(all));
    });
  };
}
