// The web server: pages, API, grading, marks. An ordinary user's process; what takes root it asks of the host-maker.
import { flushCompileCache } from 'node:module';
import path from 'node:path';
import pino from 'pino';
import { createLabServer } from './app.ts';
import { welcome } from './classes/welcome.ts';
import { gradebooks } from './gradebook/gradebooks.ts';
import { CourseError } from './grading/course-error.ts';
import { RemoteHostMaker } from './host-maker/client.ts';
import { WebSettings } from './host-maker/messages.ts';
import { streamsThrough } from './host-maker/open-stream.ts';
import { scenariosOf } from './hosts/scenario.ts';
import { isLoopback } from './http/origin.ts';
import { cookieSecret } from './http/session.ts';
import { RecordingShelf } from './recordings/shelf.ts';
import { readCourse } from './setup/course.ts';
import { folders } from './setup/folders.ts';
import { openDatabase } from './store/database.ts';
import { StoreError } from './store/migrate.ts';
import { RemoteKeeper } from './terminals/remote.ts';

const settings = WebSettings.parse(JSON.parse(process.env.WEB_SETTINGS ?? ''));
const { host, port, previewPort, metrics, logLevel, hostMap, checkLimit, shared } = settings;
const dataDir = process.env.DATA_DIR ?? '';
const runDir = process.env.RUN_DIR ?? '';

try {
  const hosts = await RemoteHostMaker.connect({
    file: path.join(runDir, 'host-maker.sock'),
    role: 'web',
    onClose: () => process.exit(1),
  });
  const database = openDatabase(dataDir);
  const server = await createLabServer({
    host,
    port,
    previewPort,
    metrics,
    hosts,
    streams: streamsThrough(path.join(runDir, 'streams.sock')),
    terminals: new RemoteKeeper(),
    recordings: { shelf: new RecordingShelf(dataDir), on: process.env.RECORD !== 'off' },
    database,
    secret: cookieSecret(dataDir),
    gradebooks: gradebooks(dataDir),
    siteDir: folders.site,
    draw: shared ? () => shared : scenariosOf(readCourse(folders.course).scenario).draw,
    checkersDir: folders.checkers,
    exercisesDir: folders.exercises,
    logger: pino({ level: logLevel }),
    networkMark: path.join(runDir, 'network-open'),
    selfStudy: isLoopback(host) && !settings.class,
    hostMap,
    checkLimit,
    ...(settings.isPreview && { onCourse: (text: string) => hosts.tell({ ask: 'say', text: `${text}\n` }) }),
  });
  const { url } = await server.listen();
  const told = welcome(server.stores, server.classroom.classDesk, settings.class);
  hosts.tell({ ask: 'listening', url, welcome: told });
  flushCompileCache();
  const stop = async () => {
    await server.close();
    database.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
} catch (error) {
  const isForeseen = error instanceof CourseError || error instanceof StoreError;
  console.error(isForeseen ? error.message : (error as Error).stack);
  process.exit(1);
}
