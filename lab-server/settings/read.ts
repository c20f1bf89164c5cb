import os from 'node:os';
import type { Around, Table, Values } from './setting.ts';
import { SettingError } from './setting-error.ts';
import { type Settings, table } from './table.ts';

export type Machine = Pick<Around, 'memory' | 'processors'>;

const thisMachine = (): Machine => ({ memory: os.totalmem(), processors: os.availableParallelism() });

/** The source of settings: an environment, on this machine unless another is named. */
export type Look = [env: Readonly<NodeJS.ProcessEnv>, machine?: Machine];

export interface Looked<T extends Table> {
  settings: Values<T>;
  /** Variables that are set. */
  set: string[];
  wrong: SettingError[];
}

/** The settings of an environment. The default takes the place of each that is not set, is empty, or is among `wrong`. */
export function look<T extends Table>(of: T, ...[env, machine = thisMachine()]: Look): Looked<T> {
  const around: Around = { ...machine, given: (variable) => env[variable] };
  const set: string[] = [];
  const wrong: SettingError[] = [];
  const values = Object.entries(of).map(([variable, { takes, otherwise, without }]) => {
    const given = env[variable];
    if (given === undefined || given === '') return [variable, otherwise(around)];
    set.push(variable);
    const kind = takes(around);
    const { success, data } = kind.safeParse(given);
    if (success) return [variable, data];
    const wayOut = `Leave it out for ${without(around)}.`;
    wrong.push(new SettingError({ variable, given, may: kind.description ?? '', wayOut }));
    return [variable, otherwise(around)];
  });
  return { settings: Object.fromEntries(values), set, wrong };
}

/** The same. @throws SettingError for the first setting that can't be understood. */
export function read<T extends Table>(of: T, ...from: Look): Values<T> {
  const { settings, wrong } = look(of, ...from);
  if (wrong[0]) throw wrong[0];
  return settings;
}

export const lookAtSettings = (...from: Look): Looked<typeof table> => look(table, ...from);
export const readSettings = (...from: Look): Settings => read(table, ...from);
