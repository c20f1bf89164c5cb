import { environment } from './environment.ts';
import { lookAtSettings } from './read.ts';
import type { Settings } from './table.ts';

/**
 * The settings that this process was started with, read once. `--class` is another way to write CLASS=on. `settings` has the default in the
 * place of each one that is `wrong`, for programs that go on all the same, such as the doctor. Code that uses settings is handed the
 * result of `given`.
 */
export const { settings, set, wrong } = lookAtSettings(
  process.argv.includes('--class') ? { ...environment, CLASS: 'on' } : environment,
);

/** @throws SettingError for the first setting that can't be understood. */
export function given(): Settings {
  if (wrong[0]) throw wrong[0];
  return settings;
}
