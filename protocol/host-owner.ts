import { z } from 'zod';

/**
 * Whose lab host it is: a learner's own, by the learner's id (`l…`), the second one beside it (`b…`, with the same digits), or an
 * instructor's, by the instructor's id (`i…`).
 */
export const HostOwner = z.string().regex(/^[lbi][0-9a-f]{12}$/);
export type HostOwner = z.infer<typeof HostOwner>;

const SECOND = /^b([0-9a-f]{12})$/;
const EXTRA = /^[bi][0-9a-f]{12}$/;

/** Minutes after which an extra host that nobody uses is thrown away, and how long before it is said. */
export const EXTRA_UNUSED = { second: 30, instructors: 120, warning: 5 } as const;

/** The owner of the second host of this learner. */
export const secondOf = (learner: string): string => `b${learner.slice(1)}`;

/** The learner whose second host it is; undefined for any other owner. */
export function firstOf(owner: string): string | undefined {
  const [, digits] = SECOND.exec(owner) ?? [];
  return digits === undefined ? undefined : `l${digits}`;
}

/** Whether it is no learner's own host: nothing on it is marked, and it is not kept. */
export const isExtra = (owner: string): boolean => EXTRA.test(owner);
