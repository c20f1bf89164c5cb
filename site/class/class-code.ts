import { signal } from '@preact/signals';
import { keep, kept } from '../shell/kept.ts';

const KEY = 'class-code';

/** The class code from an address of this site, until it was used. Empty when the learner wants to type one. */
export const classCode = signal(kept(KEY) ?? undefined);

/** Takes the class code out of the page's address, if it has one. @returns whether it had one. */
export function takeCode(): boolean {
  const address = new URL(location.href);
  const code = address.searchParams.get('code')?.trim().slice(0, 40);
  if (!code) return false;
  address.searchParams.delete('code');
  history.replaceState(history.state, '', address);
  classCode.value = code;
  keep(KEY, code);
  return true;
}

/** Has the next form for joining ask for a class code. */
export function askForCode(): void {
  classCode.value ??= '';
}

export function forgetCode(): void {
  classCode.value = undefined;
  keep(KEY, null);
}
