import { batch } from '@preact/signals';

/** Gathers items and hands them on in one go, at most once for each frame that the browser draws. */
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
