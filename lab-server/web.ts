// The web server: pages, API, grading, marks. An ordinary user's process; what takes root it asks of the host-maker.

import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import path from 'node:path';
import pino from 'pino';
import type { BackupNow } from '../protocol/backup.ts';
import { hostsElsewhere } from './app/elsewhere.ts';
import { createLabServer, type OnShelf } from './app/lab-server.ts';
import { noteRestart } from './classes/restarted.ts';
import { welcome } from './classes/welcome.ts';
import { CourseError } from './course/course-error.ts';
import { readCourse } from './course/course-file.ts';
import { gradebooks } from './gradebook/gradebooks.ts';
import { connectHostMaker } from './host-maker/client.ts';
import { streamsThrough } from './host-maker/open-stream.ts';
import { WebSettings } from './host-maker/web-settings.ts';
import { scenariosOf } from './hosts/scenario.ts';
import { isLoopback } from './http/origin.ts';
import { cookieSecret } from './http/session.ts';
import { RecordingShelf } from './recordings/shelf.ts';
import { environment } from './settings/environment.ts';
import { handed } from './settings/handed.ts';
import { certificateIn } from './setup/certificate.ts';
import { type CoursePlace, folders, placeBeside } from './setup/folders.ts';
import { openDatabase } from './store/database.ts';
import { StoreError } from './store/migrate.ts';
import { remoteKeeper } from './terminals/remote.ts';

const settings = WebSettings.parse(JSON.parse(environment.WEB_SETTINGS ?? ''));
const { host, port, previewPort, previewUrl, metrics, logLevel, hostMap, sshPorts, shared } = settings;
const { checkLimit, judgeLimit, publicUrl, proxies } = settings;
const { dataDir, runDir, record } = handed();
/** Those that this process sees. A terminals' process that has outlived a lab server still has the courses of then. */
const named = settings.beside.map((name) => placeBeside(name));
const beside = named.filter(({ course }) => existsSync(path.join(course, 'course.yaml')));

try {
  const hosts = await connectHostMaker({
    socket: path.join(runDir, 'host-maker.sock'),
    role: 'web',
    onClose: () => process.exit(1),
  });
  const database = openDatabase(dataDir);
  const logger = pino({ level: logLevel });
  for (const { name: course } of named.filter((one) => !beside.includes(one)))
    logger.warn(
      { course },
      'A new course is served once the lab server is stopped and started again, since its terminals have outlived the one before',
    );
  let backup: BackupNow | undefined;
  hosts.onBackup((now) => {
    backup = now;
  });
  const elsewhere = settings.elsewhere ? hostsElsewhere({ maker: hosts, database, logger }) : undefined;
  const server = await createLabServer({
    host,
    port,
    previewPort,
    ...(previewUrl === undefined ? {} : { previewUrl: new URL(previewUrl) }),
    ...(publicUrl === undefined ? {} : { publicUrl: new URL(publicUrl) }),
    proxies,
    around: settings.around,
    school: settings.school,
    lms: { privateAddresses: settings.lmsPrivate },
    xapi: settings.xapi,
    ...(settings.tls && { tls: certificateIn(runDir) }),
    metrics,
    hosts: elsewhere?.hosts ?? hosts,
    streams: elsewhere?.streams ?? streamsThrough(path.join(runDir, 'streams.sock')),
    terminals: elsewhere?.terminals ?? remoteKeeper(path.join(runDir, 'web')),
    ...(elsewhere && { workers: elsewhere.workers }),
    backup: () => backup,
    recordings: { shelf: new RecordingShelf(dataDir), on: record },
    database,
    secret: cookieSecret(dataDir),
    gradebooks: gradebooks(dataDir),
    courses: [onShelf(folders), ...beside.map(onShelf)],
    logger,
    networkOpenedFile: path.join(runDir, 'web/network-open'),
    selfStudy:
      (isLoopback(host) || settings.around !== undefined) && !settings.class && publicUrl === undefined,
    hostMap,
    sshPorts,
    checkLimit,
    judgeLimit,
    ...(settings.followsCourse && { onCourse: (text: string) => hosts.say({ text: `${text}\n` }) }),
  });
  // There until it stops in order, or the machine does.
  const serving = path.join(runDir, 'web/serving');
  if (existsSync(serving)) noteRestart(server.stores);
  writeFileSync(serving, '');
  const { url } = await server.listen();
  const told = welcome(server.stores, server.classDesk, settings.class);
  hosts.listening({ url, welcome: told });
  flushCompileCache();
  const stop = async () => {
    elsewhere?.hangUp();
    await server.close();
    elsewhere?.close();
    database.close();
    rmSync(serving, { force: true });
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  // The terminals' process was killed. Another wants the port; what was answered is on disk.
  process.once('disconnect', () => process.exit(1));
} catch (error) {
  const isForeseen = error instanceof CourseError || error instanceof StoreError;
  console.error(isForeseen ? error.message : (error as Error).stack);
  process.exit(1);
}

/** @throws CourseError */
function onShelf({ name, course, checkers, exercises, site }: CoursePlace): OnShelf {
  const { title, summary, scenario } = readCourse(course);
  return {
    name,
    about: { title, summary },
    checkersDir: checkers,
    exercisesDir: exercises,
    siteDir: site,
    draw: shared ? () => shared : scenariosOf(scenario).draw,
  };
}
