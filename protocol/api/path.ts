import type { Contract } from './contract.ts';

/** The beginning of all paths of the API. */
export const API = '/api';

/** The values of a path in place of the names in braces. */
export type Filled<C extends Contract> = C['params'] extends object
  ? { params: Record<keyof C['params'], string | number> }
  : { params?: never };
/** The part after the path's question mark. Undefined values are left out. */
export type Asked<C extends Contract> = C['query'] extends object
  ? { query?: Partial<Record<keyof C['query'], string | number | undefined>> }
  : { query?: never };

/** The rest of the arguments. It may be left out when all of its parts may. */
export type Rest<O> = Record<never, never> extends O ? [more?: O] : [more: O];

/** The address of a route, in a form that fetch, an EventSource, a WebSocket or a link takes. */
export function pathOf<C extends Contract>(contract: C, ...[parts]: Rest<Filled<C> & Asked<C>>): string {
  return filledPath(contract, parts);
}

type Values = Readonly<Record<string, string | number | undefined>>;

/** The same, for a caller that takes any contract and has checked its parts already. */
export function filledPath(
  { path }: Contract,
  { params = {}, query = {} }: { params?: Values; query?: Values } = {},
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(params[name])));
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return asked.length > 0 ? `${filled}?${new URLSearchParams(asked)}` : filled;
}

/** The values in the places of the names in braces; undefined when this is not a path of the route. */
export function readPath({ path }: Contract, asked: string): Record<string, string> | undefined {
  const [parts, given] = [path.split('/'), asked.split('/')];
  if (parts.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, part] of parts.entries()) {
    const value = given[i] ?? '';
    if (!part.startsWith('{')) {
      if (part !== value) return undefined;
    } else if (value === '') return undefined;
    else params[part.slice(1, -1)] = value;
  }
  return params;
}

/** The name of a route in problems and in pages of the docs: GET /api/exercises. */
export const nameOf = ({ method, path }: Contract): string => `${method.toUpperCase()} ${path}`;
