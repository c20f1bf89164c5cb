import { z } from 'zod';
import { ClassId, LearnerId } from '../class.ts';
import { HostStatus } from '../host.ts';
import { TerminalId } from '../terminal.ts';

export const InstructorHostKind = z
  .enum(['copy', 'fresh'])
  .describe('A copy of the learner’s host as it was then, or a fresh one of its scenario.');
export type InstructorHostKind = z.infer<typeof InstructorHostKind>;

/** POST .../host/mine */
export const InstructorHostRequest = z
  .strictObject({ kind: InstructorHostKind })
  .meta({ id: 'InstructorHostRequest' });

/** GET /api/desk/host: the lab host that the instructor has now. */
export const InstructorHost = z
  .object({
    kind: InstructorHostKind,
    at: z.iso.datetime().describe('When it was made.'),
    learner: z.object({ id: LearnerId, name: z.string() }).describe('Whose host it was made after.'),
    class: z.object({ id: ClassId, name: z.string() }).describe('It can be given to learners of this class.'),
    status: HostStatus,
    terminals: z.array(TerminalId).describe('Oldest first.'),
  })
  .meta({ id: 'InstructorHost' });
export type InstructorHost = z.infer<typeof InstructorHost>;

/** The host of the instructor, if they have one. */
export const InstructorHostNow = z
  .object({ host: InstructorHost.nullable() })
  .meta({ id: 'InstructorHostNow' });
