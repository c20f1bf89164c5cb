/** The steps that a lab host goes through before it is ready, as its status names them. Pages translate them. */
export const hostSteps = [
  'beginning',
  'waiting for its turn',
  'Other lab hosts are made first',
  'clearing the old host away',
  'copying its disk',
  'looking at its disk',
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
/** Stands before the same steps when a scenario that no host had before is prepared first. */
export type HostStep = PlainStep | `preparing the scenario: ${PlainStep}`;

/** Takes apart a step as the lab server names it; undefined for an unknown one. */
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
