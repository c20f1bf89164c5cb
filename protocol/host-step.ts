/** What can be done to a lab host before it is ready, as its status says it. The pages have each in their language. */
export const hostSteps = [
  'beginning',
  'waiting for its turn',
  'Other lab hosts are made first',
  'clearing the old host away',
  'making your account',
  'plugging in the network',
  'starting the frameworks',
  'making the containers',
  'writing the template',
  'waiting for every container to serve its page',
  'waiting for every container to have its addresses',
] as const;
export type HostStepName = (typeof hostSteps)[number];

export type PlainStep = HostStepName | `${number} of ${number} frameworks answer`;
/** A scenario that no host had before is prepared first, in steps of the same kind. */
export type HostStep = PlainStep | `preparing the scenario: ${PlainStep}`;

/** A step as the lab server said it, taken apart; undefined for one that is not known here. */
export type ReadStep = { name: HostStepName } | { up: number; all: number } | { preparing: ReadStep };

export function readStep(said: string): ReadStep | undefined {
  const [, prepared] = /^preparing the scenario: (.+)$/.exec(said) ?? [];
  if (prepared !== undefined) {
    const preparing = readStep(prepared);
    return preparing && { preparing };
  }
  const [, up, all] = /^(\d+) of (\d+) frameworks answer$/.exec(said) ?? [];
  if (up !== undefined) return { up: Number(up), all: Number(all) };
  const name = hostSteps.find((step) => step === said);
  return name && { name };
}
