import { installed } from './installed.ts';

/** The command that an operator types for one of npm's scripts, followed by `words`. In the package a program takes npm's place. */
export function commandFor(script: string, words?: string): string {
  const isStart = script === 'start';
  const command = installed
    ? `vethlab ${isStart ? 'serve' : script}`
    : `npm ${isStart ? 'start' : `run ${script}`}`;
  return words === undefined ? command : `${command}${installed ? '' : ' --'} ${words}`;
}
