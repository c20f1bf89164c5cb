import { z } from 'zod';
import { Framework, ScenarioSeed } from './scenario.ts';

/**
 * `parked`: nobody used the host, so it is held still with all that runs on it. It resumes when somebody uses it.
 * `at-rest`: nothing of it runs, and what was written on its disk is kept. The next visit wakes it.
 */
export const HostState = z.enum([
  'queued',
  'starting',
  'ready',
  'resetting',
  'parked',
  'resting',
  'at-rest',
  'waking',
  'failed',
]);
export type HostState = z.infer<typeof HostState>;

/** What came back with a host that was woken, and what did not. */
const WokenHost = z.object({
  at: z.iso.datetime().describe('When it went to rest.'),
  containers: z
    .array(z.object({ framework: Framework, name: z.string(), back: z.boolean() }))
    .describe('Those that ran before, and whether they run again.'),
  cut: z.boolean().describe('It ended without a rest, so what was written last may be missing.'),
  older: z.boolean().describe('Fresh hosts are made of something newer by now.'),
  wasNext: z.boolean().describe('It was the next that would have been thrown away for want of room.'),
});

/** A host at rest that is gone, and why. */
export const LostHost = z.object({
  at: z.iso.datetime(),
  why: z
    .enum(['room', 'disk', 'image', 'instructor', 'machine'])
    .describe(
      'No room for it; its disk is broken; what it was made of is gone; the instructor did it; the machine that it was on has failed.',
    ),
  restedAt: z.iso.datetime().optional().describe('Since when it was at rest.'),
});
export type LostHost = z.infer<typeof LostHost>;

/** What stays of a host when the learner gets another one on another machine. */
export const HostBefore = z.strictObject({ seed: ScenarioSeed, lost: LostHost.optional() });
export type HostBefore = z.infer<typeof HostBefore>;

/** GET /api/host, and the data of each `host` event: the state of the learner's own lab host. */
export const HostStatus = z
  .object({
    state: HostState,
    step: z.string().optional().describe('The step that is under way, in words for the learner.'),
    progress: z.number().min(0).max(1).optional().describe('Steps done of all steps.'),
    reason: z
      .string()
      .optional()
      .describe('Why the host failed or was not woken, and the way out; only in states failed and at-rest.'),
    ended: z
      .enum(['stopped', 'freed'])
      .optional()
      .describe(
        'What became of a host that was up, only in state failed: it stopped, or an instructor freed it. Without it the host did not start.',
      ),
    parksAt: z.iso
      .datetime()
      .optional()
      .describe(
        'When the host will be parked unless somebody uses it; only in state ready, after nobody has used it for long.',
      ),
    restsAt: z.iso
      .datetime()
      .optional()
      .describe('When the host will go to rest unless somebody uses it; only in state parked.'),
    endsAt: z.iso
      .datetime()
      .optional()
      .describe(
        'When an extra host will be thrown away unless somebody uses it; only in state ready, after nobody has used it for long.',
      ),
    restedAt: z.iso.datetime().optional().describe('Since when it is at rest; until it is awake.'),
    otherCourse: z
      .boolean()
      .optional()
      .describe(
        'The learner went on in another course, and of their lab hosts one is awake; only in states resting and at-rest.',
      ),
    isNext: z
      .boolean()
      .optional()
      .describe('It will be thrown away when one more host goes to rest, for want of room.'),
    woken: WokenHost.optional().describe('It was at rest before, and has not been reset since.'),
    lost: LostHost.optional().describe('The host that the learner had before was thrown away.'),
    awaySince: z.iso
      .datetime()
      .optional()
      .describe(
        'Since when the machine that the host is on can’t be reached. What runs there goes on; if the machine is lost the learner gets a fresh host.',
      ),
    seed: ScenarioSeed,
    addresses: z.array(z.string()).describe("The host's own addresses on its LAN, IPv4 then IPv6."),
  })
  .meta({ id: 'HostStatus' });
export type HostStatus = z.infer<typeof HostStatus>;

/** GET /api/host/second: null when there is none. A state of failed stays until another is asked for, and says why there is none. */
export const SecondHost = z.object({ second: HostStatus.nullable() }).meta({ id: 'SecondHost' });

/** A host at rest. */
export const KeptHost = z.object({
  at: z.iso.datetime().describe('When it went to rest.'),
  bytes: z.number().describe('What it takes on disk.'),
  pinned: z.boolean().describe('It is not thrown away for want of room.'),
  isNext: z.boolean().describe('It is thrown away when one more goes to rest.'),
});

/** The lab hosts of the machine together. */
export const HostCapacity = z.object({
  most: z.int().describe('Hosts that the machine has the memory for.'),
  learners: z.array(z.string()).describe('The owners of hosts that there are now, extra ones too.'),
  spares: z.int().describe('Hosts that wait ready for whoever joins or resets next.'),
  room: z.int().describe('Learners who could still get a host now.'),
  memory: z
    .object({ free: z.number(), perHost: z.number() })
    .describe('Bytes that programs could still take, and bytes that one more host takes.'),
  kept: z
    .object({
      most: z.number().nullable().describe('Bytes of disk that they may take; null: there is no limit.'),
      hosts: z.array(KeptHost.extend({ learner: z.string() })),
    })
    .describe('Hosts at rest, the one that has rested longest first. They take no memory.'),
});
export type HostCapacity = z.infer<typeof HostCapacity>;
