import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createLabServer, type LabServerOptions, type OnShelf } from '../app/lab-server.ts';
import { exerciseFiles } from '../course/exercise-files.ts';
import { gradebooks } from '../gradebook/gradebooks.ts';
import { LocalHostMaker } from '../host-maker/local.ts';
import { streamsThrough } from '../host-maker/open-stream.ts';
import { Streams } from '../host-maker/streams.ts';
import { drawScenario } from '../hosts/scenario.ts';
import { refuseWindow } from '../http/refuse.ts';
import { cookieSecret } from '../http/session.ts';
import { RecordingShelf } from '../recordings/shelf.ts';
import { openDatabase } from '../store/database.ts';
import type { Stores } from '../store/stores.ts';
import { LocalKeeper } from '../terminals/keeper.ts';
import { LocalHosts } from './local-hosts.ts';
import { temporaryFolder } from './temporary.ts';

export interface Lab {
  url: string;
  /** The name of the course at `/`. */
  first: string;
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

interface Options extends Partial<LabServerOptions>, Partial<Omit<OnShelf, 'name'>> {
  folder?: string;
}

/** The name of the course that a test has unless it names others. */
export const COURSE_NAME = 'testing';

/** That course and another one beside it, which has an exercise of the same name (word) and one of its own (flag). Each has a page. */
export const TWO_COURSES: LabServerOptions['courses'] = [
  { name: COURSE_NAME, about: about('Testing'), ...foldersIn('course'), draw: drawScenario },
  {
    name: 'other',
    about: about('Mirrors'),
    ...foldersIn('other-course'),
    draw: () => ({ containers: [] }),
  },
];

function about(title: string) {
  return { title, summary: { en: `${title}, in one sentence.` } };
}

function foldersIn(name: string) {
  const folder = path.join(import.meta.dirname, name);
  return {
    checkersDir: path.join(folder, 'checkers'),
    exercisesDir: path.join(folder, 'exercises'),
    siteDir: path.join(folder, 'site'),
  };
}

/** A lab server that really listens, on a free port of loopback; closed after the test. */
export async function startLab({ folder = temporaryFolder(), ...options }: Options = {}): Promise<Lab> {
  const dataDir = path.join(folder, 'data');
  const hosts = new LocalHosts(path.join(folder, 'hosts'));
  const {
    checkersDir = foldersIn('course').checkersDir,
    exercisesDir = foldersIn('course').exercisesDir,
    draw = drawScenario,
    // It lies below a folder whose name begins with a dot, as the real one does.
    siteDir = path.join(folder, '.made/site'),
    courses = [{ name: COURSE_NAME, about: about('Testing'), checkersDir, exercisesDir, siteDir, draw }],
  } = options;
  if (!options.courses) mkdirSync(siteDir, { recursive: true });
  const owner = process.getuid?.() ?? 0;
  const exercises = exerciseFiles(Object.fromEntries(courses.map((course) => [course.name, course])));
  const maker = new LocalHostMaker({ hosts, exercises, owner });
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
    courses,
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
    first: courses[0].name,
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
