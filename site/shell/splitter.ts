import { keep } from './kept.ts';

const LEAST = 25;
const MOST = 75;
const NORMAL = 50;
const STEP = 2;

/** The share of the window that a pointer at x leaves to the terminal, in whole per cent. */
export function shareAt(x: number, width: number): number {
  return clamp(Math.round(((width - x) / width) * 100));
}

function clamp(share: number): number {
  return Math.min(MOST, Math.max(LEAST, share));
}

/** The share after a key, by the pattern for window splitters; undefined for keys without a meaning there. */
export function shareAfter(key: string, share: number): number | undefined {
  if (key === 'ArrowLeft') return clamp(share + STEP);
  if (key === 'ArrowRight') return clamp(share - STEP);
  if (key === 'Home') return LEAST;
  if (key === 'End') return MOST;
  return undefined;
}

/** Lets the learner set the width of the terminal with pointer and keys. */
export function watchSplitter(splitter: HTMLElement): void {
  const root = document.documentElement;
  let share = Number.parseInt(getComputedStyle(root).getPropertyValue('--pane'), 10) || NORMAL;
  const set = (next: number): void => {
    share = next;
    root.style.setProperty('--pane', `${share}%`);
    splitter.setAttribute('aria-valuenow', String(share));
  };
  const settle = (): void => keep('pane-share', String(share));
  set(share);
  splitter.addEventListener('pointerdown', (event) => {
    splitter.setPointerCapture(event.pointerId);
    root.classList.add('dragging');
  });
  splitter.addEventListener('pointermove', (event) => {
    if (splitter.hasPointerCapture(event.pointerId)) set(shareAt(event.clientX, innerWidth));
  });
  splitter.addEventListener('lostpointercapture', () => {
    root.classList.remove('dragging');
    settle();
  });
  splitter.addEventListener('dblclick', () => {
    set(NORMAL);
    settle();
  });
  splitter.addEventListener('keydown', (event) => {
    const next = shareAfter(event.key, share);
    if (next === undefined) return;
    event.preventDefault();
    set(next);
    settle();
  });
}
