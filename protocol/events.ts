import { z } from 'zod';
import { Attempt } from './attempt.ts';
import { ClassView } from './class.ts';
import { HostStatus } from './host.ts';

/** GET /api/events (server-sent events): the name of each event and the shape of its JSON data. */
export const events = {
  host: HostStatus,
  /** The second host beside it; null when there is none any more. */
  second: HostStatus.nullable(),
  attempt: Attempt,
  class: ClassView,
  /** The learner has changed: ask GET /api/me. */
  me: z.object({}),
} as const;
export type EventName = keyof typeof events;
export type EventData<N extends EventName> = z.infer<(typeof events)[N]>;
