/** Values that this browser remembers for the learner. When storage is switched off, nothing is kept and nothing fails. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(`vethlab.${key}`);
  } catch {
    return null;
  }
}

/** Forgets all that was kept, or all under keys that begin so. */
export function forgetAll(prefix = ''): void {
  try {
    for (const key of Object.keys(localStorage))
      if (key.startsWith(`vethlab.${prefix}`)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** Calls back with the value that another tab of this browser has kept for the key; null when it has forgotten it. */
export function onKeptElsewhere(key: string, changed: (value: string | null) => void): void {
  addEventListener('storage', (event) => {
    if (event.key === `vethlab.${key}`) changed(event.newValue);
  });
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
