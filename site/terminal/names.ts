import { signal } from '@preact/signals';
import { z } from 'zod';
import { keep, kept } from '../shell/kept.ts';
import { safeTitle } from './title.ts';

const Names = z.record(z.string(), z.string());

function initial(): Record<string, string> {
  try {
    return Names.parse(JSON.parse(kept('terminal-names') ?? '{}'));
  } catch {
    return {};
  }
}

/** Names that the learner has given to terminals in this browser, by id. They replace the titles that shells set. */
export const names = signal(initial());

/** Names a terminal. An empty name brings back the shell's own title. */
export function rename(id: string, name: string): void {
  const { [id]: _, ...rest } = names.value;
  const given = safeTitle(name);
  names.value = given ? { ...rest, [id]: given } : rest;
  keep('terminal-names', JSON.stringify(names.value));
}
