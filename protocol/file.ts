import { z } from 'zod';

/** Bytes of the largest file that a learner can send to their lab host from the page. */
export const LARGEST_UPLOAD = 2 ** 20;

/** Files listed at most, the newest. */
export const MOST_LISTED = 200;

/** Name of a file in the learner's home directory on their lab host. */
export const FileName = z
  .string()
  .min(1)
  // In bytes, as file systems count.
  .refine((name) => new TextEncoder().encode(name).length <= 200, 'The name has more than 200 bytes.')
  .refine(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    (name) => !/[/\u0000-\u001f\u007f]/.test(name),
    'The name has a slash or a control character in it.',
  )
  .refine((name) => !name.startsWith('.'), 'The name begins with a dot.');

export const HostFile = z
  .object({
    name: FileName,
    bytes: z.int().min(0),
    changed: z.iso.datetime().describe('When it was last written to.'),
  })
  .meta({ id: 'HostFile' });
export type HostFile = z.infer<typeof HostFile>;
