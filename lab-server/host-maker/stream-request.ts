import { z } from 'zod';
import { LearnerId } from '../../protocol/class.ts';
import { FileName, LARGEST_UPLOAD } from '../../protocol/file.ts';

/**
 * The target of a stream to a learner's host: a TCP port that the host reaches, a file in the learner's home directory, the
 * editor's program, which reads over the stream what it is to do, or a part of the way in for ssh. This is the first line over the
 * streams' socket.
 */
export const StreamRequest = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('dial'),
    learner: LearnerId,
    address: z.union([z.ipv4(), z.ipv6()]),
    port: z.int().min(1).max(65_535),
  }),
  z.strictObject({ do: z.literal('list'), learner: LearnerId }),
  z.strictObject({ do: z.literal('get'), learner: LearnerId, name: FileName }),
  z.strictObject({
    do: z.literal('put'),
    learner: LearnerId,
    name: FileName,
    bytes: z.int().min(0).max(LARGEST_UPLOAD),
  }),
  z.strictObject({ do: z.literal('edit'), learner: LearnerId, sudo: z.boolean() }),
  z.strictObject({ do: z.literal('ssh'), learner: LearnerId, part: z.enum(['guard', 'connection']) }),
]);
export type StreamRequest = z.infer<typeof StreamRequest>;

/** The first line of the answer when root could not even start the stream. */
export const NotStarted = z.object({ name: z.string(), message: z.string() });
export type NotStarted = z.infer<typeof NotStarted>;
