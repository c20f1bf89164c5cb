/** The pages of the documentation, by their file's name in docs/, in the order in which they are listed. */
export const docNames = [
  'learner',
  'instructor',
  'install',
  'operator',
  'lms',
  'cluster',
  'authoring',
  'checks',
  'settings',
  'security',
] as const;
export type DocName = (typeof docNames)[number];
