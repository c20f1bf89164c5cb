import { z } from 'zod';

/** Where statements on learning go (xAPI), as the operator has set it. */
export const XapiSettings = z.object({
  /** The address of the learning record store's xAPI. */
  endpoint: z.url(),
  key: z.string(),
  secret: z.string(),
  /** Whether learners' names go along. */
  names: z.boolean(),
});
export type XapiSettings = z.infer<typeof XapiSettings>;
