import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import express, { type Express, type Request } from 'express';
import type { Logger } from 'pino';
import type { BackupNow } from '../../protocol/backup.ts';
import { isShared } from '../../protocol/shared-pages.ts';
import type { WorkerNow } from '../../protocol/worker.ts';
import type { ClassDesk } from '../classes/class-desk.ts';
import { asCode } from '../classes/codes.ts';
import { diskOf } from '../common/disk-room.ts';
import { EventStreams } from '../common/event-streams.ts';
import { within } from '../common/within.ts';
import { builtChapters } from '../course/built-chapters.ts';
import { loadCatalog } from '../course/catalog.ts';
import { liveCatalog } from '../course/live-catalog.ts';
import { type CourseFolders, type ServedCourse, Shelf } from '../course/shelf.ts';
import type { Gradebook } from '../gradebook/contract.ts';
import { isExam } from '../grading/exam.ts';
import { Judge } from '../grading/judge.ts';
import { Marking } from '../grading/marking.ts';
import { Marks } from '../grading/marks.ts';
import { Watching, type WatchTimes } from '../grading/watching.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { OpenStream } from '../host-maker/open-stream.ts';
import type { SchoolSettings } from '../host-maker/school-settings.ts';
import { answerProblems } from '../http/answer-problem.ts';
import { Arrivals } from '../http/arrival.ts';
import { CoursePaths } from '../http/course-paths.ts';
import { EnsuredHosts } from '../http/ensured-hosts.ts';
import { goRouter } from '../http/go.ts';
import { addressOf, JoinGuesses } from '../http/guesses.ts';
import { securityHeaders } from '../http/headers.ts';
import { Held } from '../http/held.ts';
import { listener, type Tls } from '../http/listener.ts';
import { MapFollowers } from '../http/map-followers.ts';
import { Metrics } from '../http/metrics.ts';
import { Network } from '../http/network.ts';
import { OneAwake, type OneAwakeTimes } from '../http/one-awake.ts';
import { checkSource } from '../http/origin.ts';
import { LARGEST_HEAD, thinOut } from '../http/overfull.ts';
import { PreviewServer } from '../http/preview/server.ts';
import { refuseMalformed } from '../http/refuse.ts';
import { logRequests } from '../http/request-log.ts';
import { apiRouter } from '../http/router.ts';
import { courseRoutes } from '../http/routes/courses.ts';
import { deskMachineRoutes } from '../http/routes/desk-machine.ts';
import { deskNetworkRoutes } from '../http/routes/desk-network.ts';
import { editorRoutes } from '../http/routes/editor.ts';
import { exerciseRoutes } from '../http/routes/exercises.ts';
import { fileRoutes } from '../http/routes/files.ts';
import { hostRoutes } from '../http/routes/host.ts';
import { learnerRoutes, shownLearner } from '../http/routes/learner.ts';
import { mapRoutes } from '../http/routes/map.ts';
import { metaRoutes } from '../http/routes/meta.ts';
import { type MetricsReaders, metricsRoutes } from '../http/routes/metrics.ts';
import { noteRoutes } from '../http/routes/notes.ts';
import { previewRoutes } from '../http/routes/preview.ts';
import { recordingRoutes } from '../http/routes/recordings.ts';
import { sshRoutes } from '../http/routes/ssh.ts';
import { terminalRoutes } from '../http/routes/terminals.ts';
import { Sessions } from '../http/session.ts';
import { siteRouter } from '../http/site.ts';
import { type Ports, SshDoors } from '../http/ssh/doors.ts';
import { isWebSocket, TerminalDoor } from '../http/upgrade.ts';
import { Visitors } from '../http/visitors.ts';
import type { RecordingShelf } from '../recordings/shelf.ts';
import { keepRoomWithin } from '../store/room-within.ts';
import { Stores } from '../store/stores.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';
import { createClassroom } from './classroom.ts';
import { createLms, type LmsOptions } from './lms.ts';
import { createSchool } from './school.ts';
import { createXapi, type XapiOptions } from './xapi.ts';

/** ms that closing waits for answers that are being checked, so that they are kept. */
const CHECKS_GRACE = 4000;
/** ms. */
const ROOM_EVERY = 60_000;

/** A course that is to be served. */
export interface OnShelf extends CourseFolders, Omit<ServedCourse, 'catalog' | 'chapters'> {
  /** Its built pages. */
  siteDir: string;
}

export interface LabServerOptions {
  hosts: HostMaker;
  /** How learners' web pages and files are reached. */
  streams: OpenStream;
  /** The machines that make lab hosts, if this one makes none. */
  workers?: () => WorkerNow[];
  /** The copies that are made of what the lab server keeps, if any. */
  backup?: () => BackupNow | undefined;
  /** They may outlive the server. The code that made them ends them. */
  terminals: TerminalKeeper;
  /** store/database.ts opens it. The code that opened it closes it, after the server. */
  database: DatabaseSync;
  /** Signs cookies (http/session.ts). */
  secret: Buffer;
  /** Whether terminals are recorded, and where. */
  recordings: { shelf: RecordingShelf; on: boolean };
  /** Where grades can be sent. */
  gradebooks: readonly Gradebook[];
  /** The first is that of whoever names none. */
  courses: readonly [OnShelf, ...OnShelf[]];
  logger: Logger;
  host: string;
  port: number;
  /** Port of lab hosts' web pages; when left out, the port after `port`, or any if that is taken. */
  previewPort?: number | undefined;
  /** Where browsers reach those pages; when left out, at that port of the lab server's name, or of the other loopback name. */
  previewUrl?: URL | undefined;
  /** Where browsers reach it, if by a proxy. */
  publicUrl?: URL | undefined;
  /** The sign-in by the school's accounts, if any. */
  school?: SchoolSettings | undefined;
  /** LMSs; when left out, they may have public addresses only. */
  lms?: LmsOptions;
  /** Where statements on learning go, if they are to. */
  xapi?: XapiOptions | undefined;
  /** Addresses and networks of proxies that are believed. */
  proxies?: readonly string[];
  /** Of the machine around our container: the addresses from which it asks. */
  around?: { machine: readonly string[] } | undefined;
  /** The certificate of both ports. Without it they speak plain HTTP. */
  tls?: Tls | undefined;
  /** Who may read /metrics; when left out, `loopback`. */
  metrics?: MetricsReaders;
  /** A file that tells the next web server that this one was opened to the network. */
  networkOpenedFile?: string;
  /** Whether a learner who sits at this machine may join without a class code. */
  selfStudy: boolean;
  /** Whether learners may look at the map of their host; when left out, true. In an exam it is false. */
  hostMap?: boolean;
  /** The ports for ssh; when left out, there is none. */
  sshPorts?: Ports | undefined;
  /** Most ms that a check may look at a host; when left out, that of grading/grade.ts. */
  checkLimit?: number;
  /** Most ms that judging an answer may take; when left out, that of grading/judge.ts. */
  judgeLimit?: number;
  /** Follows the courses' files while their author works on them, and is told the result. When left out, they are read once. */
  onCourse?: (text: string) => void;
  /** Times for exercises that mark themselves; when left out, those of grading/watching.ts. */
  watchTimes?: WatchTimes;
  /** When hosts that their learners have left for another course go to rest; when left out, the times of http/one-awake.ts. */
  oneAwakeTimes?: OneAwakeTimes;
}

export interface LabServer {
  classDesk: ClassDesk;
  stores: Stores;
  /** Known once the server listens. */
  readonly previewPort: number;
  /** @throws Error with code EADDRINUSE (and others of net.Server) */
  listen(): Promise<{ url: string }>;
  /** Ends pages' streams. Terminals, hosts and the database stay: the code that made them closes them. */
  close(): Promise<void>;
}

/**
 * Puts the web half of the lab server together; nothing listens yet.
 * @throws CourseError
 */
export async function createLabServer(options: LabServerOptions): Promise<LabServer> {
  const { hosts, terminals, database, logger, host, port, hostMap = true } = options;
  const { publicUrl, proxies = [], around, tls, workers = () => [], backup = () => undefined } = options;
  const judge = new Judge({
    ...(options.judgeLimit !== undefined && { judgeLimit: options.judgeLimit }),
    courses: Object.fromEntries(options.courses.map((course) => [course.name, course])),
  });
  const { courses, close: stopReading } = await shelfOf(options, () => {
    judge.renew();
    for (const learner of events.keys()) changes.emit('marks', learner);
  });
  const stores = new Stores(database);
  stores.nameCourse(courses.first);
  const { learners, classes, attempts, hints, disputes, decisions, notes, starts, changes, audit } = stores;
  const paths = new CoursePaths(courses);
  const sessions = new Sessions(learners, audit, options.secret, courses, paths);
  const events = new EventStreams({ onChange: (learner) => void changes.emit('presence', learner) });
  const disk = () => diskOf(path.dirname(database.location() ?? '/'));
  const metrics = new Metrics({ terminals, hosts, workers, backup, disk });
  terminals.on('drop', ({ reason }) => metrics.dropped(reason));
  const marks = new Marks({ attempts, decisions, settingsOf: (learner) => stores.settingsOf(learner) });
  const marking = new Marking({
    courses,
    courseOf: (learner) => stores.courseOf(learner),
    attempts,
    hints,
    disputes,
    marks,
    starts,
    hosts,
    judge,
    logger,
    changes,
    ...(options.checkLimit === undefined ? {} : { checkLimit: options.checkLimit }),
  });
  const maps = hostMap ? new MapFollowers({ hosts, logger }) : undefined;
  const { recordings } = options;
  const classroom = createClassroom({
    stores,
    courses,
    marks,
    marking,
    events,
    maps,
    hosts,
    terminals,
    recordings,
    gradebooks: () => [...options.gradebooks, ...lms.gradebooks()],
    logger,
  });
  const stopFollowing = hosts.onStatus((learner, status) => void changes.emit('host', learner, status));
  changes.on('host', (learner, { state }) => metrics.hostIs(learner, state));
  changes.on('checked', (learner, exercise, status, seconds) =>
    metrics.checked(exercise, status, isExam(stores.settingsOf(learner)?.exam), seconds),
  );

  const room = setInterval(() => keepRoom(database, logger), ROOM_EVERY).unref();
  const watching = new Watching({ marking, hosts, logger, times: options.watchTimes });
  const courseOf = (learner: string) => stores.courseOf(learner) || undefined;
  const oneAwake = new OneAwake({
    ...{ hosts, accounts: stores.accounts, courseOf, logger },
    times: options.oneAwakeTimes,
  });
  changes.on('typed', (learner) => oneAwake.used(learner));
  const ensured = new EnsuredHosts(hosts, oneAwake, courseOf);
  const isRecorded = (learner: string) => recorded.is(learner);
  const { joining, sessions: desk, recorded } = classroom;
  const visitors = new Visitors({
    sessions,
    desk,
    classes,
    learners,
    // From an address where an instructor has a class open at the desk, its learners may come too.
    onDesk: (request, { code }) => guesses.isRight(addressOf(request), code),
  });
  const held = new Held({ visitors, terminals });
  const guesses = new JoinGuesses();
  changes.on('rights', () => held.check());
  const preview = new PreviewServer({
    open: options.streams,
    host,
    ...previewPort(options),
    url: options.previewUrl,
    proxies,
    tls,
    hold: (right, end) => held.hold(right, end),
  });
  const ssh = new SshDoors({
    store: stores.ssh,
    ports: options.sshPorts,
    open: options.streams,
    hosts: ensured,
    maker: hosts,
    addresses: () => [host, ...network.listening],
    may(id) {
      const learner = learners.find(id);
      const settings = stores.settingsOf(id);
      return learner?.state === 'active' && (!settings || (settings.ssh && !isExam(settings.exam)));
    },
    isPaused(id) {
      const group = learners.find(id)?.class;
      return group != null && classes.find(group)?.live.paused === true;
    },
    changes,
  });
  const me = shownLearner({ classes, paths, marking, hostMap, maySsh: (learner) => ssh.may(learner) });
  const school = createSchool({
    settings: options.school,
    ...{ stores, joining, sessions, hosts: oneAwake, me, publicUrl, logger },
  });
  const lms = createLms({
    ...(options.lms ?? { privateAddresses: false }),
    ...{ paths, stores, courses, marks, joining, hosts: oneAwake, publicUrl, listeningOn: host, logger },
    ...{ grades: classroom.grades, classDesk: classroom.classDesk },
    ...{ accounts: school.accounts, tickets: school.tickets },
  });
  const xapi =
    options.xapi &&
    createXapi({
      options: options.xapi,
      ...{ stores, courses, grades: classroom.grades, publicUrl, logger },
    });
  const routes = [
    ...school.routes,
    ...lms.routes,
    ...learnerRoutes({
      joining,
      guesses,
      sessions,
      paths,
      oneAwake,
      selfStudy: options.selfStudy,
      me,
    }),
    ...courseRoutes({ courses, paths }),
    ...exerciseRoutes({ courses, marking, watching, changes, hosts: ensured }),
    ...hostRoutes({ hosts: ensured, events, seconds: classroom.seconds }),
    ...terminalRoutes({
      terminals,
      hosts: ensured,
      seconds: classroom.seconds,
      isRecorded,
      changes,
    }),
    ...recordingRoutes({ shelf: recordings.shelf, terminals, isRecorded }),
    ...mapRoutes({ hosts: ensured, maps, mayMap: (learner) => !isExam(stores.settingsOf(learner)?.exam) }),
    ...previewRoutes({ hosts: ensured, server: preview }),
    ...noteRoutes(notes),
    ...fileRoutes({ hosts: ensured, open: options.streams }),
    ...editorRoutes({ hosts: ensured, open: options.streams, onChange: (learner) => watching.stir(learner) }),
    ...sshRoutes(ssh),
    ...metricsRoutes(metrics, options.metrics ?? 'loopback'),
    ...classroom.routes,
    ...deskNetworkRoutes({ network: () => network }),
    ...deskMachineRoutes({ disk, hosts: classroom.hostsInUse, workers, backup }),
  ];
  const arrivals = new Arrivals({ url: publicUrl, proxies, ...(around && { machine: around.machine }) });
  const app = express().disable('x-powered-by');
  app.set('trust proxy', (address: string) => arrivals.isProxy(address));
  app.use((request, _response, next) => {
    paths.take(request);
    next();
  });
  app.use(logRequests(logger), securityHeaders(preview, lms.origins), thinOut);
  app.use(lms.router, checkSource(host));
  app.use(apiRouter([...routes, ...metaRoutes(version(), routes)], visitors, held));
  if (school.router) app.use(school.router);
  app.use(
    goRouter((request, code) => {
      const group = code === undefined ? undefined : classes.withCode(asCode(code));
      const course = group?.course ?? paths.of(request);
      return { catalog: courses.catalogOf(course), base: paths.baseOf(course) };
    }),
  );
  app.use((request, response, next) => {
    if (paths.baseOf(paths.of(request)) === '' || !isShared(request.path)) return next();
    response.set('Cache-Control', 'no-store').redirect(302, request.url);
  });
  const rules = {
    isClosedChapter(request: Request, slug: string) {
      const id = sessions.saidLearner(request);
      return id !== undefined && stores.settingsOf(id)?.closedChapters.includes(slug) === true;
    },
  };
  const sites = new Map(options.courses.map(({ name, siteDir }) => [name, siteRouter(siteDir, rules)]));
  app.use((request, response, next) => sites.get(paths.of(request))?.(request, response, next));
  app.use(answerProblems(logger, disk));

  const door = new TerminalDoor(visitors, terminals, host);
  const another = () => {
    const made = listener({
      options: { shouldUpgradeCallback: isWebSocket, maxHeaderSize: LARGEST_HEAD },
      arrivals,
      tls,
      answer: app as Express,
      upgrade(request, socket, head) {
        paths.take(request);
        door.upgrade(request, socket, head);
      },
    });
    return made.on('clientError', refuseMalformed);
  };
  const server = another();

  const network = new Network({
    host,
    url: publicUrl,
    inContainer: around !== undefined,
    isTls: tls !== undefined,
    servers: [
      { make: another, port: () => (server.address() as AddressInfo).port },
      { make: () => preview.another(), port: () => preview.port },
    ],
    openedFile: options.networkOpenedFile,
    onChange: () => void ssh.check(),
  });

  return {
    classDesk: classroom.classDesk,
    stores,
    get previewPort() {
      return preview.port;
    },
    async listen() {
      await preview.listen();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      await network.begin();
      await ssh.check();
      lms.begin();
      xapi?.begin();
      return { url: urlOf(server.address() as AddressInfo, tls !== undefined) };
    },
    async close() {
      stopFollowing();
      stopReading();
      clearInterval(room);
      const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined;
      held.close();
      events.close();
      maps?.close();
      classroom.close();
      lms.close();
      xapi?.close();
      watching.close();
      oneAwake.close();
      await ssh.close();
      await network.close();
      await preview.close();
      await within(CHECKS_GRACE, marking.idle(), () => {});
      await judge.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Reads all courses. */
async function shelfOf({ courses, onCourse }: LabServerOptions, onChange: () => void) {
  const [first, ...more] = courses;
  const read = async (course: OnShelf) => {
    const { catalog, close } = await catalogOf(course, onCourse, onChange);
    const { name, about, draw, siteDir } = course;
    return { course: { name, about, draw, catalog, chapters: builtChapters(siteDir) }, close };
  };
  const [one, ...others] = [await read(first), ...(await Promise.all(more.map(read)))];
  return {
    courses: new Shelf([one.course, ...others.map(({ course }) => course)]),
    close(): void {
      for (const { close } of [one, ...others]) close();
    },
  };
}

async function catalogOf(
  { exercisesDir, checkersDir }: CourseFolders,
  onCourse: LabServerOptions['onCourse'],
  onChange: () => void,
) {
  if (!onCourse) return { catalog: await loadCatalog(exercisesDir, checkersDir), close() {} };
  return liveCatalog({
    exercisesDir,
    checkersDir,
    onChange(trouble) {
      onCourse(trouble ?? 'Exercises and checkers are read again.');
      onChange();
    },
  });
}

/** Sets room aside again, once there is some, after answers used it while the disk was full. */
function keepRoom(database: DatabaseSync, logger: Logger): void {
  if (!keepRoomWithin(database)) logger.warn('The disk is full: there is no room to set aside for marks');
}

/** The port after the lab server's, unless another is set. It is below 1024 only if that is set. */
function previewPort({ port, previewPort }: LabServerOptions): { port: number; isFixed?: boolean } {
  if (previewPort !== undefined) return { port: previewPort, isFixed: true };
  return { port: port === 0 || port === 65_535 ? 0 : Math.max(port + 1, 1024) };
}

function version(): string {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')).version;
}

function urlOf({ address, family, port }: AddressInfo, isTls: boolean): string {
  return `${isTls ? 'https' : 'http'}://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
