import { base } from '../words/base.ts';

/** What is kept for all courses at once: how the pages look, which says nothing of the learner. */
const SHARED = ['courses', 'language', 'theme'];

/** A browser may have another learner in each course. @param below what the paths of the course begin with */
const prefixOf = (below: string) => `vethlab${below}.`;
const nameOf = (key: string, below = base) => prefixOf(SHARED.includes(key) ? '' : below) + key;

/** Values that this browser remembers for the learner. When storage is switched off, nothing is kept and nothing fails. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(nameOf(key));
  } catch {
    return null;
  }
}

/** Forgets all that was kept in this course, or all under keys that begin so. */
export function forgetAll(prefix = ''): void {
  try {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(prefixOf(base) + prefix)) localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

/** Calls back with the value that another tab of this browser has kept for the key; null when it has forgotten it. */
export function onKeptElsewhere(key: string, changed: (value: string | null) => void): void {
  addEventListener('storage', (event) => {
    if (event.key === nameOf(key)) changed(event.newValue);
  });
}

/** Keeps a value; null forgets it. @param below what the paths of the course begin with, whose pages find it; when left out, this one. */
export function keep(key: string, value: string | null, below = base): void {
  try {
    if (value === null) localStorage.removeItem(nameOf(key, below));
    else localStorage.setItem(nameOf(key, below), value);
  } catch {
    // Storage is full or switched off. The page works the same, but forgets.
  }
}
