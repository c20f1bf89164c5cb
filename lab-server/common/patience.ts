import { settings } from '../settings/given.ts';

/** A time limit in ms, made longer by PATIENCE. */
export function patient(ms: number): number {
  return ms * settings.PATIENCE;
}
