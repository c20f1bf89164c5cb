import { z } from 'zod';
import { ScenarioSeed } from './scenario.ts';

/** `parked`: nobody used the host, so it is held still with all that runs on it. It resumes when somebody uses it. */
export const HostState = z.enum(['queued', 'starting', 'ready', 'resetting', 'parked', 'failed']);
export type HostState = z.infer<typeof HostState>;

/** GET /api/host, and the data of each `host` event: the state of the learner's own lab host. */
export const HostStatus = z
  .object({
    state: HostState,
    step: z.string().optional().describe('The step that is under way, in words for the learner.'),
    progress: z.number().min(0).max(1).optional().describe('Steps done of all steps.'),
    reason: z.string().optional().describe('Why the host failed, and the way out; only in state failed.'),
    parksAt: z.iso
      .datetime()
      .optional()
      .describe(
        'When the host will be parked unless somebody uses it; only in state ready, after nobody has used it for long.',
      ),
    seed: ScenarioSeed,
    addresses: z.array(z.string()).describe("The host's own addresses on its LAN, IPv4 then IPv6."),
  })
  .meta({ id: 'HostStatus' });
export type HostStatus = z.infer<typeof HostStatus>;

/** The lab hosts of the machine together. */
export const HostCapacity = z.object({
  most: z.int().describe('Hosts that the machine has the memory for.'),
  learners: z.array(z.string()).describe('Those who have a host now.'),
  spares: z.int().describe('Hosts that wait ready for whoever joins or resets next.'),
  room: z.int().describe('Learners who could still get a host now.'),
});
export type HostCapacity = z.infer<typeof HostCapacity>;
