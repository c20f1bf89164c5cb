import { z } from 'zod';

/** The sign-in by the school's accounts, as the operator has set it. */
export const SchoolSettings = z.object({
  /** The provider (OpenID Connect). */
  issuer: z.url(),
  clientId: z.string(),
  clientSecret: z.string(),
  /** What the school calls it. */
  name: z.string(),
  /** Whoever has this value among those of the claim is an instructor; left out: nobody is. */
  instructors: z.object({ claim: z.string(), value: z.string() }).optional(),
  /** Whether learners may join a class by it. */
  learners: z.boolean(),
});
export type SchoolSettings = z.infer<typeof SchoolSettings>;
