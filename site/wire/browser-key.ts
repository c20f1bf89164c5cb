import { KEY_QUERY } from '../../protocol/browser-key.ts';

const NAME = 'vethlab-key';
const BYTES = 16;

/** The key of a browser that keeps nothing for us. With the cookie it forgets who is there, too. */
let unkept: string | undefined;

/**
 * This browser's key, which exists from the first request on (protocol/browser-key.ts). It is read each time, since another page may have just
 * made one, and all pages of the origin share it.
 */
export function browserKey(): string {
  try {
    const kept = localStorage.getItem(NAME);
    if (kept) return kept;
    localStorage.setItem(NAME, newKey());
    return localStorage.getItem(NAME) ?? newKey();
  } catch {
    unkept ??= newKey();
    return unkept;
  }
}

/** A path with the key in its query, for requests that can send no header. */
export const withKey = (path: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${KEY_QUERY}=${browserKey()}`;

// crypto.randomUUID exists only in secure contexts, and plain HTTP is not one.
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
