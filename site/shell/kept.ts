/** Values that this browser remembers for the learner. When storage is switched off, nothing is kept and nothing fails. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(`vethlab.${key}`);
  } catch {
    return null;
  }
}

/** Keeps a value; null forgets it. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`vethlab.${key}`);
    else localStorage.setItem(`vethlab.${key}`, value);
  } catch {
    // Storage is full or switched off. The page works the same, but forgets.
  }
}
