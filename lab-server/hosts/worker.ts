import { z } from 'zod';

/** Where a worker is, and how it is known. */
export const WorkerAddress = z.object({
  name: z.string(),
  /** An address or a name of the machine. */
  host: z.string(),
  port: z.int().min(1).max(65_535),
  /** The worker's own certificate, in PEM. */
  certificate: z.string(),
});
export type WorkerAddress = z.infer<typeof WorkerAddress>;

/**
 * `serving`: it runs. `draining`: it is being emptied, and gets no new learners. `lost`: it is known to have ended, so its learners' hosts can't
 * be reached any more, and they get others.
 */
const WorkerState = z.enum(['serving', 'draining', 'lost']);
export type WorkerState = z.infer<typeof WorkerState>;

/** Another machine that makes lab hosts for this lab server. */
export const Worker = z.object({ address: WorkerAddress, state: WorkerState });
export type Worker = z.infer<typeof Worker>;

/** A certificate and its private key, in PEM. */
export const KeyPair = z.object({ cert: z.string(), key: z.string() });
export type KeyPair = z.infer<typeof KeyPair>;

/** All workers of a lab server. */
export const Workers = z.object({
  workers: z.array(Worker),
  /** What the lab server shows them. */
  own: KeyPair,
  /** Whether learners share LANs, which do not reach further than a worker. */
  together: z.boolean(),
});
export type Workers = z.infer<typeof Workers>;

/** Knows the workers, and follows what becomes of them. */
export interface WorkerSource {
  /** Calls `take` with the workers there are now, and whenever that changes. */
  follow(take: (workers: Workers) => void): void;
}
