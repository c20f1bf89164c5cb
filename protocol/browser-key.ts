/**
 * A page keeps this key in the storage of its origin and sends it with each request, beside its cookie. The server believes a cookie only with the
 * key that it was made for, and a key only with its own cookie. The reason: a browser sends cookies to all ports of a host, and pages at another
 * port can set them, but storage belongs to one origin. A client that is not a browser needs no key.
 */
export const KEY_HEADER = 'vethlab-key';

/** The key's name in the query, for EventSource and WebSocket, to which a page can give no header. */
export const KEY_QUERY = 'key';

/** The most characters that a key may have. */
export const LONGEST_KEY = 100;
