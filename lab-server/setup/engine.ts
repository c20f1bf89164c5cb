import type { Engine } from '../hosts/contract.ts';
import { EngineError, type MadeElsewhere, type MadeEngine } from '../hosts/engines/contract.ts';
import { type ChosenEngine, engines } from '../hosts/engines/registry.ts';
import type { OwnPackages } from '../hosts/image/build.ts';
import { environment } from '../settings/environment.ts';
import { read } from '../settings/read.ts';
import { folders } from './folders.ts';
import { lock } from './lock.ts';
import { SetupError } from './setup-error.ts';
import type { Steps } from './steps.ts';

/** The engine that ENGINE names, and the values of its settings. @throws SettingError for the first setting that can't be understood. */
export function chosenEngine(): ChosenEngine {
  const { kind, settings, wrong } = engines.look(environment);
  if (wrong[0]) throw wrong[0];
  return { kind, settings };
}

/**
 * Gets this machine ready for lab hosts of an engine.
 * @param undo gets the functions that end it again. @throws SetupError when the engine can't.
 */
export async function makeEngine(
  steps: Steps,
  { kind, settings }: ChosenEngine,
  own: OwnPackages | undefined,
  undo: (() => unknown)[],
): Promise<MadeEngine | MadeElsewhere> {
  try {
    return await kind.make({
      settings,
      folders,
      own,
      step: (name, work) => steps.step(name, work),
      lock,
      undo,
    });
  } catch (error) {
    throw error instanceof EngineError ? new SetupError(error.message) : error;
  }
}

/**
 * An engine for the hosts on which a course is proved, which belong to no learner: the chosen engine, or the default if the chosen one has
 * no such hosts.
 * @throws SettingError
 */
export function provingEngine(state: string, own: OwnPackages | undefined): Promise<Engine> {
  const chosen = chosenEngine();
  const kind = chosen.kind.makeOwn ? chosen.kind : engines.byDefault;
  if (!kind.makeOwn) throw new Error(`A course can't be proved with the engine ${kind.name}.`);
  const settings = kind === chosen.kind ? chosen.settings : read(kind.settings, environment);
  return kind.makeOwn({ settings, folders: { ...folders, state }, own });
}
