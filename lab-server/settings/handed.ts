import { z } from 'zod';
import { environment } from './environment.ts';

/** The variables that setup/unprivileged.sh gives to those of our programs that run as an ordinary user. */
const Handed = z
  .object({
    /** Learners and their marks. */
    DATA_DIR: z.string().min(1),
    /** Holds the host-maker's sockets; empty for a program that asks the host-maker nothing. */
    RUN_DIR: z.string(),
    /** Whether terminals are recorded. */
    RECORD: z.enum(['on', 'off']),
  })
  .transform(({ DATA_DIR, RUN_DIR, RECORD }) => ({
    dataDir: DATA_DIR,
    runDir: RUN_DIR,
    record: RECORD === 'on',
  }));

/** @throws ZodError in a program that was started in another way. */
export const handed = (): z.infer<typeof Handed> => Handed.parse(environment);
