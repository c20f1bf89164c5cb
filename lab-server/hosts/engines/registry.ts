import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { choice } from '../../settings/kinds.ts';
import { type Looked, look, type Machine } from '../../settings/read.ts';
import { type Setting, setting, type Table, type Values } from '../../settings/setting.ts';
import type { EngineKind } from './contract.ts';

/** An engine and the values of its own settings. */
export interface ChosenEngine {
  kind: EngineKind;
  settings: Values<Table>;
}

/** The engines that there are. */
export class Engines {
  readonly kinds: readonly EngineKind[];

  constructor(kinds: readonly EngineKind[]) {
    this.kinds = kinds;
  }

  /** The engine that is used if nothing is set. */
  get byDefault(): EngineKind {
    const kind = this.kinds.find(({ isDefault }) => isDefault) ?? this.kinds[0];
    if (!kind) throw new Error('There is no engine.');
    return kind;
  }

  /** The setting ENGINE, which names one of them. */
  get setting(): { ENGINE: Setting<string> } {
    const all = this.kinds.map(({ name, summary }) => `\`${name}\`: ${summary}`);
    return {
      ENGINE: setting({
        section: 'host',
        about: `what learners work on. ${all.join('. ')}`,
        takes: choice(...this.kinds.map(({ name }) => name)),
        default: this.byDefault.name,
      }),
    };
  }

  /** The engine that an environment chooses and its settings, with defaults in the place of those that are `wrong`. */
  look(
    env: Readonly<NodeJS.ProcessEnv>,
    machine?: Machine,
  ): ChosenEngine & Pick<Looked<Table>, 'set' | 'wrong'> {
    const { settings, ...which } = look(this.setting, env, machine);
    const kind = this.kinds.find(({ name }) => name === settings.ENGINE) ?? this.byDefault;
    const own = look(kind.settings, env, machine);
    return {
      kind,
      settings: own.settings,
      set: [...which.set, ...own.set],
      wrong: [...which.wrong, ...own.wrong],
    };
  }
}

/** The engines of a folder, the default first. Each is a folder in it with an index.ts. */
export async function findEngines(folder: string): Promise<Engines> {
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'index.ts')));
  const kinds = await Promise.all(
    names.map(async (name): Promise<EngineKind> => {
      const { default: kind } = await import(path.join(folder, name, 'index.ts'));
      if (kind?.name === name) return kind;
      throw new Error(`The default export of ${folder}/${name}/index.ts must be an engine of that name.`);
    }),
  );
  const rank = ({ isDefault = false, name }: EngineKind) => `${isDefault ? 0 : 1} ${name}`;
  return new Engines(kinds.sort((one, other) => (rank(one) < rank(other) ? -1 : 1)));
}

export const engines = await findEngines(import.meta.dirname);
