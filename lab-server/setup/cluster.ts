import path from 'node:path';
import { CourseError } from '../course/course-error.ts';
import { EngineError } from '../hosts/engines/contract.ts';
import { engines } from '../hosts/engines/registry.ts';
import { environment } from '../settings/environment.ts';
import { table } from '../settings/table.ts';
import { agreed, doAll } from './agreed.ts';
import { chosenEngine } from './engine.ts';
import { folders } from './folders.ts';

interface Options {
  /** The file of the workers' image. */
  image?: string | undefined;
  /** Does it without asking. */
  isSure: boolean;
}

/**
 * `up` makes the workers of the chosen engine, `down` removes them, `status` prints how they are. The first two say beforehand what they will do,
 * and may be called again.
 * @returns an exit status. @throws CourseError when it can't be.
 */
export async function cluster([what = '']: readonly string[], { image, isSure }: Options): Promise<number> {
  try {
    const { kind, settings } = chosenEngine();
    if (!kind.cluster)
      throw new CourseError(`Set ENGINE to one that has workers (${withWorkers()}); it is ${kind.name}.`);
    const workers = kind.cluster({ settings, folders });
    if (what === 'status') {
      console.log(await workers.status());
      return 0;
    }
    if (what !== 'up' && what !== 'down') throw new CourseError('Say up, status or down.');
    const file = image === undefined ? undefined : path.resolve(environment.INIT_CWD ?? process.cwd(), image);
    const steps = what === 'up' ? await workers.up({ file, env: settingsOfWorkers() }) : await workers.down();
    if (steps.length === 0) {
      console.log(
        what === 'up' ? 'All workers are as they should be.' : 'There is nothing of vethlab there.',
      );
      return 0;
    }
    console.log(`vethlab will\n${steps.map(({ words }) => `  - ${words}\n`).join('')}`);
    if (!isSure && !(await agreed())) {
      console.log('Nothing was done.');
      return 1;
    }
    await doAll(steps);
    return 0;
  } catch (error) {
    throw error instanceof EngineError ? new CourseError(error.message) : error;
  }
}

const withWorkers = () => engines.kinds.flatMap(({ cluster: has, name }) => (has ? [name] : [])).join(', ');

/** The settings that are set here and are about lab hosts: the workers make those. */
function settingsOfWorkers(): Record<string, string> {
  const common = Object.entries(table).flatMap(([name, { ownHosts }]) => (ownHosts ? [name] : []));
  const names = [...common, ...Object.keys(engines.byDefault.settings), 'PATIENCE', 'LOG_LEVEL'];
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}
