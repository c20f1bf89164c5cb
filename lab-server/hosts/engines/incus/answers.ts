import { z } from 'zod';

/** Keys and values of an instance's configuration. */
const Config = z.record(z.string(), z.string());
const Devices = z.record(z.string(), Config);

/** GET /1.0 */
export const Server = z.object({
  auth: z.string(),
  environment: z
    .object({ server_version: z.string(), server_name: z.string(), server_clustered: z.boolean() })
    .optional(),
});

/** GET /1.0/cluster/members?recursion=1 */
export const Member = z.object({
  server_name: z.string(),
  /** Where its Incus is reached, as https://10.0.0.2:8443. */
  url: z.string(),
  status: z.string(),
  message: z.string(),
  /** The cluster groups that it is in. */
  groups: z.array(z.string()).default([]),
  config: Config.default({}),
});
export type Member = z.infer<typeof Member>;

/** GET /1.0/instances?recursion=1. Of an instance on a member that can't be reached Incus says `null` for what it has. */
export const Instance = z
  .object({
    name: z.string(),
    status: z.string(),
    /** The member that it is on; `none` without a cluster. */
    location: z.string(),
    config: Config.nullable(),
    devices: Devices.nullable(),
  })
  .transform(({ config, devices, ...one }) => ({
    ...one,
    isKnown: config !== null,
    config: config ?? {},
    devices: devices ?? {},
  }));
export type Instance = z.infer<typeof Instance>;

export const Profile = z.object({
  name: z.string(),
  config: Config,
  devices: Devices,
  used_by: z.array(z.string()).default([]),
});
export const Project = z.object({
  name: z.string(),
  config: Config,
  used_by: z.array(z.string()).nullable().default([]),
});
export const Image = z.object({ fingerprint: z.string() });
export const Volume = z.object({
  name: z.string(),
  type: z.string(),
  location: z.string().default('none'),
  config: Config,
});
