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
  publishedOn: z
    .literal('ipv6')
    .optional()
    .describe(
      "The port is open on the host's IPv6 addresses only; left out, on all of them. Docker alone can do it.",
    ),
});
export type ScenarioContainer = z.infer<typeof ScenarioContainer>;

export const ScenarioSeed = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/)
  .describe(
    'Names a scenario; "lesson" is the one that the lesson shows. A seed that begins with a difficulty, such as hard-7c2f, draws a scenario of that difficulty.',
  );

export const Difficulty = z
  .enum(['easy', 'medium', 'hard'])
  .describe(
    'easy: everything runs, two or three frameworks. medium: up to four, some containers stopped. hard: also ports that ' +
      'nmap does not try by itself, a framework of which nothing runs, and a service on IPv6 only.',
  );
export type Difficulty = z.infer<typeof Difficulty>;

/** How the learners of a class get their scenarios. */
export const Seeding = z.discriminatedUnion('scheme', [
  z.object({ scheme: z.literal('fixed'), seed: ScenarioSeed }),
  z.object({ scheme: z.literal('class'), difficulty: Difficulty }),
  z.object({ scheme: z.literal('learner'), difficulty: Difficulty }),
]);
export type Seeding = z.infer<typeof Seeding>;

/** What runs on a lab host. Drawn from a seed; the same seed always gives the same scenario. */
export const Scenario = z.object({
  seed: ScenarioSeed,
  containers: z.array(ScenarioContainer).max(12),
});
export type Scenario = z.infer<typeof Scenario>;
