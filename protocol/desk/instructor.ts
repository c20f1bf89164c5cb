import { z } from 'zod';
import { BackupNow } from '../backup.ts';
import { ClassId, LearnerId } from '../class.ts';
import { HostCapacity, HostState, KeptHost } from '../host.ts';
import { HostOwner } from '../host-owner.ts';
import { shownName } from '../name.ts';
import { WorkerNow } from '../worker.ts';

export const InstructorId = z.string().regex(/^i[0-9a-f]{12}$/);

const Name = shownName(60);

export const Password = z
  .string()
  .min(10, 'Give a password of 10 to 200 characters.')
  .max(200, 'Give a password of 10 to 200 characters.');

/** An instructor signs in by the token of a one-time link, or by name and password. */
export const SignInRequest = z
  .union([
    z.strictObject({ token: z.string().min(1).max(100) }),
    z.strictObject({ name: Name, password: z.string().max(200) }),
  ])
  .meta({ id: 'SignInRequest' });
export type SignInRequest = z.infer<typeof SignInRequest>;

/** GET /api/desk/me */
export const Instructor = z
  .object({
    id: InstructorId,
    name: z.string(),
    hasPassword: z.boolean().describe('Without one, only another one-time link signs in again.'),
    hasAccount: z.boolean().describe('Whether they sign in by an account of the school, too.'),
    hasLms: z.boolean().describe('Whether they come from an LMS, too.'),
    operator: z.boolean().describe('Runs this lab server: may add instructors and open it to the network.'),
  })
  .meta({ id: 'Instructor' });
export type Instructor = z.infer<typeof Instructor>;

/** `current` is needed when there is a password already. */
export const InstructorChange = z
  .strictObject({
    name: Name.optional(),
    password: Password.optional(),
    current: z.string().max(200).optional(),
  })
  .meta({ id: 'InstructorChange' });

export const NewInstructor = z.strictObject({ name: Name }).meta({ id: 'NewInstructor' });

/** A link that signs in once. */
export const SignInLink = z
  .object({
    path: z.string().describe('At this lab server, such as /desk/#token.'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'SignInLink' });
export type SignInLink = z.infer<typeof SignInLink>;

/** POST and GET /api/desk/network: whether other machines reach the lab server. */
export const Network = z
  .object({
    open: z.boolean(),
    fixed: z
      .boolean()
      .describe('Whether HOST or --class decide it; then it does not change while the lab server runs.'),
    inContainer: z
      .boolean()
      .describe("Whether it runs in a container: then only PUBLIC_URL tells it its machine's address."),
    addresses: z.array(z.string()).describe('Where learners open it, such as http://192.168.1.20:8080/.'),
  })
  .meta({ id: 'Network' });
export type Network = z.infer<typeof Network>;
export const NetworkRequest = z.strictObject({ open: z.boolean() }).meta({ id: 'NetworkRequest' });

/** A lab host that is in use. Of another instructor's class nobody is named. */
export const HostInUse = z.object({
  learner: HostOwner,
  kind: z
    .enum(['own', 'second', 'instructors'])
    .describe('A learner’s own; the second one of a learner; an instructor’s.'),
  name: z.string().nullable().describe("Whose it is; null for a learner of another instructor's class."),
  class: z.object({ id: ClassId, name: z.string() }).nullable().describe('null: they study alone.'),
  instructors: z.array(z.string()).describe('Those of the class.'),
  mine: z.boolean().describe('Whether you may free it.'),
  state: HostState.nullable().describe('null: not used since the lab server started.'),
  online: z.boolean().describe('Whether a page of theirs is open.'),
});
export type HostInUse = z.infer<typeof HostInUse>;

/** A lab host at rest: nothing of it runs, and its disk is kept. Of another instructor's class nobody is named. */
export const HostAtRest = HostInUse.omit({ state: true, online: true }).extend(KeptHost.shape);
export type HostAtRest = z.infer<typeof HostAtRest>;

/** POST .../host/keep */
export const KeepRequest = z.strictObject({ pinned: z.boolean() }).meta({ id: 'KeepRequest' });

/** POST .../host/copy */
export const CopyRequest = z
  .strictObject({ to: LearnerId.describe('Whose host the copy takes the place of, in the same class.') })
  .meta({ id: 'CopyRequest' });

/** GET /api/desk/machine: what the machine of the lab server has left, and those that make lab hosts for it. */
export const Machine = z
  .object({
    hosts: HostCapacity.omit({ learners: true, kept: true, memory: true }).extend({
      used: z.array(HostInUse),
      kept: HostCapacity.shape.kept.extend({ hosts: z.array(HostAtRest) }),
    }),
    disk: z.object({
      free: z.number().describe('Bytes.'),
      total: z.number().describe('Bytes.'),
      least: z.number().describe('Bytes that have to be free for a lab host to be made.'),
    }),
    backup: BackupNow.nullable().describe(
      'For the operator, if copies are made of what the lab server keeps.',
    ),
    workers: z
      .array(WorkerNow)
      .describe('The machines that make lab hosts. Empty if the lab server’s own machine does.'),
  })
  .meta({ id: 'Machine' });
export type Machine = z.infer<typeof Machine>;
