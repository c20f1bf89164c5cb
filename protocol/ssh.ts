import { z } from 'zod';

/** Most public keys of one learner. */
export const MOST_SSH_KEYS = 10;

/** As ssh-keygen -l shows it. */
export const SshFingerprint = z.string().regex(/^SHA256:[0-9A-Za-z+/]{43}$/);

/** A public key that lets the learner in. */
export const SshKey = z.object({
  fingerprint: SshFingerprint,
  type: z.string().describe('The algorithm, such as ssh-ed25519.'),
  comment: z.string().describe('What its owner calls it; may be empty.'),
  addedAt: z.iso.datetime(),
});
export type SshKey = z.infer<typeof SshKey>;

/** GET /api/host/ssh: the learner's way in for ssh. */
export const SshDoor = z
  .object({
    open: z.boolean(),
    port: z.int().nullable().describe('The port of the lab server; null before it was ever open.'),
    user: z.string().describe('The name to log in by.'),
    hostKey: z
      .object({
        fingerprint: SshFingerprint,
        line: z.string().describe('As in known_hosts, without the host.'),
      })
      .nullable(),
    keys: z.array(SshKey),
    connections: z.int().describe('How many are open now.'),
  })
  .meta({ id: 'SshDoor' });
export type SshDoor = z.infer<typeof SshDoor>;

/** Opens one connection, in the place of a password. */
export const SshCode = z.object({ code: z.string(), expiresAt: z.iso.datetime() }).meta({ id: 'SshCode' });
export type SshCode = z.infer<typeof SshCode>;

export const SshKeyRequest = z
  .strictObject({
    key: z.string().max(4096).describe('A line as in id_ed25519.pub: algorithm, key, and what it is called.'),
  })
  .meta({ id: 'SshKeyRequest' });
