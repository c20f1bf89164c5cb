import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CopyError, type CopyPlace } from '../../../common/copy-place.ts';
import { SEAL_KEY, seal, unseal } from '../../../common/seal.ts';
import { type Instance, Project } from './answers.ts';
import { type Incus, IncusError } from './api.ts';
import { DATA, putOn, userKey } from './worker-config.ts';
import { lookAt } from './workers.ts';

/** The folder of a worker that holds the copies. It is on the worker's volume, which outlives the worker. */
const FOLDER = `${DATA}/copies`;
/** As many workers get each copy, so that one of them may be lost with the lab server. */
const ON = 2;

interface Parts {
  incus: Incus;
  project: string;
  /** The state folder of the lab server. Copies are prepared there. */
  state: string;
}

/**
 * Workers as a place for copies of what the lab server keeps. A copy is sealed with a key that is in the configuration of the project, which
 * workers can't read. So a worker that was taken over learns nothing from it, and can change nothing in it.
 */
export class WorkerCopies implements CopyPlace {
  readonly words = `${ON} workers`;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async list(): Promise<string[]> {
    const all = await Promise.all((await this.#workers()).map((worker) => this.#on(worker)));
    return [...new Set(all.flat())];
  }

  async put(name: string, write: (file: string) => Promise<unknown>): Promise<void> {
    await this.#inFolder(async (folder) => {
      const [plain, sealed] = [path.join(folder, 'plain'), path.join(folder, 'sealed')];
      await write(plain);
      await seal(plain, sealed, { key: await this.#key(), name });
      let count = 0;
      let problem = 'no worker runs';
      for (const worker of apart(await this.#workers())) {
        if (count === ON) break;
        await this.#putOn(worker, name, sealed).then(
          () => count++,
          ({ message }: Error) => {
            problem = message;
          },
        );
      }
      if (count === 0) throw new CopyError(problem);
    });
  }

  async use<T>(name: string, work: (file: string) => Promise<T>): Promise<T> {
    const { incus, project } = this.#parts;
    const key = await this.#key();
    const tried: string[] = [];
    return await this.#inFolder(async (folder) => {
      const [plain, sealed] = [path.join(folder, 'plain'), path.join(folder, 'sealed')];
      for (const worker of await this.#having(name)) {
        const query = { project, path: `${FOLDER}/${name}` };
        await incus.fetch(`/1.0/instances/${worker.name}/files`, query, sealed);
        if (await unseal(sealed, plain, { key, name })) return await work(plain);
        tried.push(worker.name);
      }
      throw new CopyError(tried.length === 0 ? 'no worker has it' : `it is not whole on ${tried.join(', ')}`);
    });
  }

  async remove(name: string): Promise<void> {
    const { incus, project } = this.#parts;
    for (const worker of await this.#having(name)) {
      const query = { project, path: `${FOLDER}/${name}` };
      await incus.do('DELETE', `/1.0/instances/${worker.name}/files`, { query });
    }
  }

  async #putOn({ name: worker }: Instance, name: string, sealed: string): Promise<void> {
    const { incus, project } = this.#parts;
    await putOn(incus, { project }, worker, FOLDER, { type: 'directory', mode: '0700' });
    const raw = createReadStream(sealed, { highWaterMark: 2 ** 20 });
    const length = statSync(sealed).size;
    await putOn(incus, { project }, worker, `${FOLDER}/${name}`, { type: 'file', mode: '0600', raw, length });
  }

  async #having(name: string): Promise<Instance[]> {
    const workers = await this.#workers();
    const has = await Promise.all(workers.map(async (worker) => (await this.#on(worker)).includes(name)));
    return workers.filter((_, i) => has[i]);
  }

  /** Those that run, in a fixed order. */
  async #workers(): Promise<Instance[]> {
    const { incus, project } = this.#parts;
    const { instances } = await lookAt(incus, project);
    return instances
      .filter(({ isKnown, status }) => isKnown && status === 'Running')
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  /** Nothing of a worker whose member can't be reached. */
  async #on({ name }: Instance): Promise<string[]> {
    const { incus, project } = this.#parts;
    const query = { project, path: FOLDER };
    try {
      return (await incus.find(`/1.0/instances/${name}/files`, z.array(z.string()), query)) ?? [];
    } catch (error) {
      if (error instanceof IncusError) return [];
      throw error;
    }
  }

  /** The key of the copies. It is made when it is first asked for. */
  async #key(): Promise<Buffer> {
    const { incus, project } = this.#parts;
    const { config } = await incus.get(`/1.0/projects/${project}`, Project);
    const known = config[userKey.copiesKey];
    if (known !== undefined) return Buffer.from(known, 'base64');
    const key = randomBytes(SEAL_KEY);
    const body = { config: { ...config, [userKey.copiesKey]: key.toString('base64') } };
    await incus.do('PATCH', `/1.0/projects/${project}`, { body });
    return key;
  }

  /** Works in a folder that is gone afterwards. */
  async #inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const { state } = this.#parts;
    mkdirSync(state, { recursive: true, mode: 0o700 });
    const folder = mkdtempSync(path.join(state, 'copy-'));
    try {
      return await work(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

/** The first of each member before the others. */
function apart(workers: readonly Instance[]): Instance[] {
  const isFirst = ({ name, location }: Instance) =>
    workers.find((one) => one.location === location)?.name === name;
  return [...workers.filter(isFirst), ...workers.filter((one) => !isFirst(one))];
}
