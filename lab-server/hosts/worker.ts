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

/** An instance on another machine that makes lab hosts for this lab server. */
export const Worker = z.object({
  address: WorkerAddress,
  /** The name of what it runs on: a member of a cluster. */
  machine: z.string(),
  state: WorkerState,
});
export type Worker = z.infer<typeof Worker>;

/** A certificate and its private key, in PEM. */
export const KeyPair = z.object({ cert: z.string(), key: z.string() });
export type KeyPair = z.infer<typeof KeyPair>;

/** By what workers know the lab server. */
export const OwnKeys = KeyPair.extend({
  /** When it took over from another lab server with these keys, in ms since 1970; 0 if it did not. */
  tookOver: z.int().min(0),
});
export type OwnKeys = z.infer<typeof OwnKeys>;

/** All workers of a lab server. */
export const Workers = z.object({
  workers: z.array(Worker),
  /** What the lab server shows them. */
  own: OwnKeys,
  /** Whether learners share LANs, which do not reach further than a worker. */
  together: z.boolean(),
});
export type Workers = z.infer<typeof Workers>;

/** Knows the workers, and follows what becomes of them. */
export interface WorkerSource {
  /** Calls `take` with the workers there are now, and whenever that changes. */
  follow(take: (workers: Workers) => void): void;
}
