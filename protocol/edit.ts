import { z } from 'zod';

/** Bytes of the largest file that the editor opens. */
export const LARGEST_EDITED = 2 ** 20;

/** Entries of a folder that are listed at most. */
export const MOST_ENTRIES = 1000;

/** A path on the lab host, from the root or from the learner's home directory. */
export const HostPath = z
  .string()
  // In bytes, as file systems count.
  .refine((path) => new TextEncoder().encode(path).length <= 1000, 'The path has more than 1000 bytes.')
  .refine(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    (path) => !/[\u0000-\u001f\u007f]/.test(path),
    'The path has a control character in it.',
  )
  .refine((path) => /^(?:\/|~(?:\/|$))/.test(path), 'The path begins with neither / nor ~/.');

/** What a file held when it was read: the SHA-256 of its bytes. */
export const FileVersion = z.string().regex(/^[0-9a-f]{64}$/);

/** In a query: as root, by sudo. */
export const AsRoot = z.literal('yes').optional().describe('As root, by `sudo`.');

export const FolderEntry = z.object({
  name: z.string(),
  kind: z
    .enum(['folder', 'file', 'other'])
    .describe('Of what a link leads to. Other: a device, a pipe, a link to nothing.'),
  bytes: z.int().min(0),
});
export type FolderEntry = z.infer<typeof FolderEntry>;

export const Folder = z
  .object({
    path: HostPath.describe('Its path without links.'),
    entries: z.array(FolderEntry).describe('Folders first, hidden ones last.'),
    more: z.int().min(0).describe('The number of entries beyond the most that are listed.'),
    unshown: z
      .int()
      .min(0)
      .describe('The number of entries with names that are no text, or hold control characters.'),
  })
  .meta({ id: 'Folder' });
export type Folder = z.infer<typeof Folder>;

export const EditedFile = z
  .object({
    path: HostPath.describe('Its path without links, which is the one that is saved to.'),
    version: FileVersion,
    text: z.string(),
    writable: z.boolean().describe('Whether who read it may write it.'),
  })
  .meta({ id: 'EditedFile' });
export type EditedFile = z.infer<typeof EditedFile>;

export const SavedFile = z
  .object({
    path: HostPath,
    version: FileVersion,
    inPlace: z
      .boolean()
      .describe(
        'It was written over: a new file in its place would have lost an owner or another name of it.',
      ),
  })
  .meta({ id: 'SavedFile' });
export type SavedFile = z.infer<typeof SavedFile>;
