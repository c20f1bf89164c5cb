import { readFileSync } from 'node:fs';
import { SetupError } from './setup-error.ts';

/** What stands in the file of a setting, without blanks around it. @throws SetupError if it can't be read, or is empty */
export function secretIn(setting: string, file: string): string {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    if (secret !== '') return secret;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SetupError(`${setting}=${file} can't be read (${code}).`);
  }
  throw new SetupError(`${setting}=${file} is empty; it is the file that has the secret.`);
}
