import type { IncomingMessage } from 'node:http';

/** Undefined where there are two that differ: a page at another port of this host has set one, and nobody can tell which. */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const [first, ...more] = cookiesOf(request, name);
  return more.some((one) => one !== first) ? undefined : first;
}

export function cookiesOf(request: IncomingMessage, name: string): string[] {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1));
}

/** What tells browsers to send a cookie with requests of our own pages only, and to keep it from scripts. */
export const cookieOptions = (lifetime: number) =>
  ({ httpOnly: true, sameSite: 'strict', path: '/', maxAge: lifetime }) as const;

export const TWO_COOKIES =
  'Your browser has two cookies that say who you are; a web page of a container may have set one. Delete the cookies of this address in your browser, and come in again.';
