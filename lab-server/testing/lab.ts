import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createLabServer, type LabServerOptions } from '../app/lab-server.ts';
import { exerciseFiles } from '../course/exercise-files.ts';
import { gradebooks } from '../gradebook/gradebooks.ts';
import { LocalHostMaker } from '../host-maker/local.ts';
import { streamsThrough } from '../host-maker/open-stream.ts';
import { Streams } from '../host-maker/streams.ts';
import { refuseWindow } from '../http/refuse.ts';
import { cookieSecret } from '../http/session.ts';
import { RecordingShelf } from '../recordings/shelf.ts';
import { openDatabase } from '../store/database.ts';
import type { Stores } from '../store/stores.ts';
import { LocalKeeper } from '../terminals/keeper.ts';
import { LocalHosts } from './local-hosts.ts';
import { temporaryFolder } from './temporary.ts';

const COURSE = path.join(import.meta.dirname, 'course');

export interface Lab {
  url: string;
  hosts: LocalHosts;
  /** Everything that outlives the server: another lab started on it goes on where this one stopped. */
  folder: string;
  /** The server's log, one object a line. */
  log: { level: number; msg: string }[];
  stores: Stores;
  database: DatabaseSync;
  /** Names of all tables. */
  tables(): string[];
  /** The address of lab hosts' web pages. */
  previewPort(): number;
  close(): Promise<void>;
}

interface Options extends Partial<LabServerOptions> {
  folder?: string;
}

/** A lab server that really listens, on a free port of loopback; closed after the test. */
export async function startLab({ folder = temporaryFolder(), ...options }: Options = {}): Promise<Lab> {
  const dataDir = path.join(folder, 'data');
  // It lies below a folder whose name begins with a dot, as the real one does.
  const siteDir = path.join(folder, '.made/site');
  mkdirSync(siteDir, { recursive: true });
  const hosts = new LocalHosts(path.join(folder, 'hosts'));
  const { checkersDir = path.join(COURSE, 'checkers'), exercisesDir = path.join(COURSE, 'exercises') } =
    options;
  const owner = process.getuid?.() ?? 0;
  const maker = new LocalHostMaker({ hosts, exercises: exerciseFiles(exercisesDir, checkersDir), owner });
  const shelf = new RecordingShelf(dataDir);
  const terminals = new LocalKeeper({ refuse: refuseWindow, shelf });
  terminals.use(maker);
  const database = openDatabase(dataDir);
  const log: Lab['log'] = [];
  const logger = pino({ level: 'debug' }, { write: (line) => void log.push(JSON.parse(line)) });
  const streamsFile = path.join(folder, 'streams.sock');
  const streams = new Streams({ hosts, logger, file: streamsFile, owner });
  await streams.listen();
  const server = await createLabServer({
    hosts: maker,
    streams: streamsThrough(streamsFile),
    terminals,
    recordings: { shelf, on: true },
    database,
    secret: cookieSecret(dataDir),
    gradebooks: gradebooks(dataDir),
    siteDir,
    checkersDir,
    exercisesDir,
    logger,
    host: '127.0.0.1',
    port: 0,
    selfStudy: true,
    ...options,
  });
  const { url } = await server.listen();
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= terminals
      .close()
      .then(() => server.close())
      .then(() => streams.close())
      .then(() => database.close());
    return closed;
  };
  onTestFinished(close);
  const tables = () =>
    database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => String(name));
  return {
    url,
    hosts,
    folder,
    log,
    stores: server.stores,
    database,
    tables,
    previewPort: () => server.previewPort,
    close,
  };
}
