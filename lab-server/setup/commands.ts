import { installed } from './installed.ts';

/** The command that an operator types for one of npm's scripts: the package has a program in its place. */
export function commandFor(script: string): string {
  if (installed === undefined) return script === 'start' ? 'npm start' : `npm run ${script}`;
  return `vethlab ${script === 'start' ? 'serve' : script}`;
}
