import { readFileSync } from 'node:fs';
import { defineEngine } from '../contract.ts';
import { Incus, IncusError } from './api.ts';
import { ownKeys, WorkerCluster } from './cluster.ts';
import { WorkerCopies } from './copies.ts';
import { type IncusSettings, incusTable } from './settings.ts';
import { IncusWorkers } from './workers.ts';

/** Workers make the lab hosts: instances on the members of an Incus cluster, which places, watches and evacuates them. */
export default defineEngine({
  name: 'incus',
  summary: 'a lab host of their own for each, on the machines of an Incus cluster ([cluster](cluster.md))',
  isShared: false,
  // On this machine they take nothing.
  hostMemory: 0,
  settings: incusTable,
  packages: { openssl: 'openssl' },
  prerequisites: () => [],
  async make({ settings, folders, step, undo }) {
    const incus = connect(settings);
    undo.push(() => incus.close());
    const say = (text: string) => console.log(`  ${text}`);
    const own = await ownKeys(folders.state);
    const workers = new IncusWorkers({
      incus,
      project: settings.INCUS_PROJECT,
      own,
      here: addressOf(settings),
      say,
    });
    undo.push(() => workers.close());
    await step('Workers', async () => {
      const count = await workers.begin();
      return count === 0 ? 'none yet: npm run lab -- cluster up makes them' : `${count}`;
    });
    return { workers };
  },
  // Hosts are the workers' own.
  async endLeft() {},
  copies({ settings, folders }) {
    return new WorkerCopies({
      incus: connect(settings),
      project: settings.INCUS_PROJECT,
      state: folders.state,
    });
  },
  cluster({ settings, folders }) {
    return new WorkerCluster({ incus: connect(settings), settings, state: folders.state });
  },
});

/** @throws IncusError when a file can't be read */
function connect({ INCUS_URL, INCUS_CERT, INCUS_KEY, INCUS_SERVER_CERT }: IncusSettings): Incus {
  const text = (variable: string, file: string) => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw new IncusError(
        0,
        `${variable}=${file} can't be read (${(error as NodeJS.ErrnoException).code}).`,
      );
    }
  };
  if (INCUS_URL.startsWith('unix:')) return new Incus({ url: INCUS_URL });
  if (INCUS_CERT === undefined || INCUS_KEY === undefined || INCUS_SERVER_CERT === undefined)
    throw new IncusError(0, `INCUS_URL=${INCUS_URL} takes INCUS_CERT, INCUS_KEY and INCUS_SERVER_CERT, too.`);
  return new Incus({
    url: INCUS_URL,
    client: { cert: text('INCUS_CERT', INCUS_CERT), key: text('INCUS_KEY', INCUS_KEY) },
    server: text('INCUS_SERVER_CERT', INCUS_SERVER_CERT),
  });
}

/** Where a single Incus and its workers are. */
const addressOf = ({ INCUS_URL }: IncusSettings): string =>
  INCUS_URL.startsWith('unix:') ? '127.0.0.1' : new URL(INCUS_URL).hostname.replace(/^\[|\]$/g, '');
