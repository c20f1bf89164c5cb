// The one place that looks at this process's environment. table.ts has the variables that an operator sets; all others are for programs
// that we start.

/** For variables that are no settings: those of npm, sudo and systemd, and those that our own processes hand each other (handed.ts). */
export const environment: Readonly<NodeJS.ProcessEnv> = process.env;

/** The environment of a program that gets all variables that we got, and more. */
export const childEnv = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({ ...process.env, ...more });

/** The environment of a program that gets only the path to other programs and the variables named here. */
export const bareEnv = (more: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  ...more,
});
