import { z } from 'zod';

export const Framework = z.enum(['docker', 'podman', 'incus', 'lxd']).meta({ id: 'Framework' });
export type Framework = z.infer<typeof Framework>;

/** The framework's name as its own project writes it. */
export const frameworkName: Record<Framework, string> = {
  docker: 'Docker',
  podman: 'Podman',
  incus: 'Incus',
  lxd: 'LXD',
};

/** How a container reaches the network: behind the host's address, or as a member of a layer-2 network. */
export const Attachment = z.enum(['proxy', 'macvlan', 'bridge']);
export type Attachment = z.infer<typeof Attachment>;

export const Port = z.int().min(1).max(65_535);

export const ScenarioContainer = z.object({
  framework: Framework,
  name: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  running: z.boolean(),
  attachment: Attachment,
  publishedPort: Port.optional().describe('TCP port on the host; only behind a proxy.'),
});
export type ScenarioContainer = z.infer<typeof ScenarioContainer>;

export const ScenarioSeed = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
  .describe('Names a scenario; "lesson" is the picture the lesson text shows.');

/** What runs on a lab host. Drawn from a seed; the same seed always gives the same scenario. */
export const Scenario = z.object({
  seed: ScenarioSeed,
  containers: z.array(ScenarioContainer).min(2).max(12),
});
export type Scenario = z.infer<typeof Scenario>;
