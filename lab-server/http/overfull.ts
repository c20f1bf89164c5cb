import type { RequestHandler } from 'express';
import { foreignNames } from './cookies.ts';

/**
 * The largest head of a request that is read, in bytes. Browsers keep up to 180 cookies of 4 KiB for a host, all ports together, and a page at
 * another port can set that many. A browser that has them must still get in, so that we can remove them.
 */
export const LARGEST_HEAD = 2 ** 20;
/** When a request has this many characters of cookies, those that are not ours are removed from the browser. */
const MANY = 12 * 1024;
/** Cookies that one answer removes, so that it keeps a reasonable size. The next answer removes more. */
const MOST_AT_ONCE = 100;

/** Removes cookies with which a page at another port has filled a browser, since other servers of this host would refuse so many. */
export const thinOut: RequestHandler = (request, response, next) => {
  const { cookie = '' } = request.headers;
  if (cookie.length > MANY) {
    const names = [...new Set(foreignNames(cookie))].filter((name) =>
      /^[\w.~!#$%&'*+^`|-]{1,200}$/.test(name),
    );
    for (const name of names.slice(0, MOST_AT_ONCE)) {
      // A browser knows a cookie by its path too, which it does not send.
      for (const path of pathsOf(request.path)) {
        response.append('Set-Cookie', `${name}=; Path=${path}; Max-Age=0`);
      }
    }
  }
  next();
};

/** The paths that a cookie can have when it came with a request for this path, the likeliest first. */
function pathsOf(path: string): string[] {
  const [, first] = /^\/([\w-]{1,40})(?:\/|$)/.exec(path) ?? [];
  return first === undefined ? ['/'] : ['/', `/${first}`, `/${first}/`];
}
