import type { WallRow } from '../../protocol/desk/wall.ts';

export const sortings = ['name', 'points', 'activity', 'stuck', 'hand'] as const;
export type Sorting = (typeof sortings)[number];

export const filters = ['everyone', 'hand', 'stuck', 'idle', 'offline', 'trouble'] as const;
export type Filter = (typeof filters)[number];

const IDLE_AFTER = 10 * 60_000;
const MINUTE = 60_000;

/** A time in ms. Learners who were never active or stuck, or never raised a hand, come last. */
const time = (at: string | null | undefined): number => (at ? Date.parse(at) : Number.POSITIVE_INFINITY);
/** Times are compared to the minute, so that rows do not change places while learners type. */
const lately = (at: string | null): number => (at ? -Math.floor(Date.parse(at) / MINUTE) : 0);

const by: Record<Sorting, (row: WallRow) => number> = {
  name: () => 0,
  points: ({ points }) => -points.earned,
  activity: ({ activeAt }) => lately(activeAt),
  stuck: ({ stuckSince }) => time(stuckSince),
  hand: ({ hand }) => time(hand?.raisedAt),
};

/** Sorts the rows: most points, newest activity, longest stuck or longest waiting first. Equal rows are sorted by name. */
export function sorted(rows: readonly WallRow[], sorting: Sorting): WallRow[] {
  const of = by[sorting];
  return rows.toSorted((a, b) => {
    const [left, right] = [of(a), of(b)];
    return left === right ? a.name.localeCompare(b.name, undefined, { numeric: true }) : left - right;
  });
}

const keeps: Record<Filter, (row: WallRow, now: number) => boolean> = {
  everyone: () => true,
  hand: ({ hand }) => hand !== null,
  stuck: ({ stuckSince }) => stuckSince !== null,
  idle: ({ activeAt }, now) => activeAt === null || now - Date.parse(activeAt) > IDLE_AFTER,
  offline: ({ online }) => !online,
  trouble: ({ host }) => host === 'failed',
};

/** The learners in that state whose name contains the text. */
export function filtered(rows: readonly WallRow[], text: string, filter: Filter, now: number): WallRow[] {
  const wanted = text.trim().toLocaleLowerCase();
  return rows.filter((row) => keeps[filter](row, now) && row.name.toLocaleLowerCase().includes(wanted));
}
