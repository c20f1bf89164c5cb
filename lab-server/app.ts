import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Attempt } from '../protocol/attempt.ts';
import { Classroom } from './classroom.ts';
import type { Gradebook } from './gradebook/contract.ts';
import { type Catalog, loadCatalog } from './grading/catalog.ts';
import { liveCatalog } from './grading/live-catalog.ts';
import { Marking } from './grading/marking.ts';
import { Marks } from './grading/marks.ts';
import type { Runs } from './grading/needs.ts';
import { Watching, type WatchTimes } from './grading/watching.ts';
import type { HostMaker } from './host-maker/contract.ts';
import type { OpenStream } from './host-maker/open-stream.ts';
import { drawScenario } from './hosts/scenario.ts';
import { answerProblems } from './http/answer-problem.ts';
import { EnsuredHosts } from './http/ensured-hosts.ts';
import { EventStreams } from './http/event-streams.ts';
import { securityHeaders } from './http/headers.ts';
import { MapFollowers } from './http/map-followers.ts';
import { Metrics } from './http/metrics.ts';
import { Network } from './http/network.ts';
import { checkSource } from './http/origin.ts';
import { refuseMalformed } from './http/refuse.ts';
import { logRequests } from './http/request-log.ts';
import { apiRouter } from './http/router.ts';
import { deskNetworkRoutes } from './http/routes/desk-network.ts';
import { exerciseRoutes } from './http/routes/exercises.ts';
import { fileRoutes } from './http/routes/files.ts';
import { hostRoutes } from './http/routes/host.ts';
import { learnerRoutes } from './http/routes/learner.ts';
import { mapRoutes } from './http/routes/map.ts';
import { metaRoutes } from './http/routes/meta.ts';
import { type MetricsReaders, metricsRoutes } from './http/routes/metrics.ts';
import { noteRoutes } from './http/routes/notes.ts';
import { previewRoutes } from './http/routes/preview.ts';
import { recordingRoutes } from './http/routes/recordings.ts';
import { terminalRoutes } from './http/routes/terminals.ts';
import { Sessions } from './http/session.ts';
import { siteRouter } from './http/site.ts';
import { isWebSocket, TerminalDoor } from './http/upgrade.ts';
import { Visitors } from './http/visitors.ts';
import { PreviewServer } from './preview/server.ts';
import type { RecordingShelf } from './recordings/shelf.ts';
import { Stores } from './store/stores.ts';
import type { TerminalKeeper } from './terminals/keeper.ts';

/** How long in ms closing waits for answers that are being checked, so that they are kept. */
const CHECKS_GRACE = 3000;

export interface LabServerOptions {
  hosts: HostMaker;
  /** How learners' web pages and files are reached. */
  streams: OpenStream;
  /** They may outlive the server; whoever made them ends them. */
  terminals: TerminalKeeper;
  /** Opened by store/database.ts; whoever opened it closes it, after the server. */
  database: DatabaseSync;
  /** Signs cookies (http/session.ts). */
  secret: Buffer;
  /** Where terminals are recorded, and whether they are. */
  recordings: { shelf: RecordingShelf; on: boolean };
  /** Where grades can be sent. */
  gradebooks: readonly Gradebook[];
  siteDir: string;
  checkersDir: string;
  exercisesDir: string;
  /** What runs on a host, by its seed; the first course's where it is left out. */
  draw?: (seed: string) => Runs;
  logger: Logger;
  host: string;
  port: number;
  /** Port of lab hosts' web pages; the one after `port` when left out, or any if that is taken. */
  previewPort?: number | undefined;
  /** Who may read /metrics; `loopback` when left out. */
  metrics?: MetricsReaders;
  /** A file that says to the next web server that this one was opened to the network. */
  networkMark?: string;
  /** Who sits at this machine may join without a class code. */
  selfStudy: boolean;
  /** Learners may look at the map of their host; true when left out. In an exam it is false. */
  hostMap?: boolean;
  /** Most ms a check may take in all; that of grading/grade.ts when left out. */
  checkLimit?: number;
  /** Follows the course's files while their author works on them; told what came of it. Left out, they are read once. */
  onCourse?: (text: string) => void;
  /** Of exercises that mark themselves; those of grading/watching.ts when left out. */
  watchTimes?: WatchTimes;
}

export interface LabServer {
  classroom: Classroom;
  stores: Stores;
  /** @throws Error with code EADDRINUSE (and others of net.Server) */
  listen(): Promise<{ url: string }>;
  /** Ends pages' streams. Terminals, hosts and database stay: whoever made them closes them. */
  close(): Promise<void>;
}

/**
 * Puts the web half of the lab server together; nothing listens yet.
 * @throws CourseError
 */
export async function createLabServer(options: LabServerOptions): Promise<LabServer> {
  const { hosts, terminals, database, logger, host, port, hostMap = true } = options;
  const { catalog, close: stopReading } = await catalogOf(options, () => {
    for (const learner of events.keys()) events.publish(learner, 'me', {});
  });
  const stores = new Stores(database);
  const { learners, classes, attempts, hints, disputes, decisions, notes, starts } = stores;
  const sessions = new Sessions(learners, options.secret);
  const events = new EventStreams({ onChange: (learner) => classroom.touch(learner) });
  const metrics = new Metrics(terminals, hosts);
  terminals.onDrop((reason) => metrics.dropped(reason));
  const marks = new Marks({ attempts, decisions, settingsOf: (learner) => stores.settingsOf(learner) });
  const marking = new Marking({
    catalog,
    attempts,
    hints,
    disputes,
    marks,
    starts,
    draw: options.draw ?? drawScenario,
    hosts,
    logger,
    onAttempt(learner, attempt) {
      events.publish(learner, 'attempt', attempt);
      terminals.mark(learner, markerOf(catalog, attempt));
      classroom.touch(learner);
    },
    onChecked: (exercise, status, seconds) => metrics.checked(exercise, status, seconds),
    ...(options.checkLimit === undefined ? {} : { checkLimit: options.checkLimit }),
  });
  const maps = hostMap ? new MapFollowers({ hosts, logger }) : undefined;
  const { recordings } = options;
  const classroom = new Classroom({
    stores,
    catalog,
    marks,
    marking,
    events,
    maps,
    hosts,
    terminals,
    recordings,
    gradebooks: options.gradebooks,
    logger,
  });
  const stopFollowing = hosts.onStatus((learner, status) => {
    events.publish(learner, 'host', status);
    metrics.hostIs(learner, status.state);
    // Another host has no beginning made on it.
    if (['queued', 'starting', 'resetting', 'failed'].includes(status.state)) starts.forget(learner);
    classroom.touch(learner);
  });

  const watching = new Watching({ marking, hosts, logger, times: options.watchTimes });
  const ensured = new EnsuredHosts(hosts);
  const preview = new PreviewServer({ open: options.streams, host, ...previewPort(options) });
  const isRecorded = (learner: string) => classroom.isRecorded(learner);
  const { joining, sessions: desk } = classroom;
  const routes = [
    ...learnerRoutes({ joining, classes, sessions, marking, hosts, selfStudy: options.selfStudy, hostMap }),
    ...exerciseRoutes({ marking, watching, hosts: ensured }),
    ...hostRoutes({ hosts: ensured, events }),
    ...terminalRoutes({
      terminals,
      hosts: ensured,
      isRecorded,
      onChange: (learner) => classroom.touch(learner),
    }),
    ...recordingRoutes({ shelf: recordings.shelf, terminals, isRecorded }),
    ...mapRoutes({ hosts: ensured, maps, mayMap: (learner) => classroom.mayMap(learner) }),
    ...previewRoutes({ hosts: ensured, server: preview }),
    ...noteRoutes(notes),
    ...fileRoutes({ hosts: ensured, open: options.streams }),
    ...metricsRoutes(metrics, options.metrics ?? 'loopback'),
    ...classroom.routes,
    ...deskNetworkRoutes({ network: () => network }),
  ];
  const visitors = new Visitors({ sessions, desk, classes, learners });
  const app = express().disable('x-powered-by');
  app.use(logRequests(logger), securityHeaders(preview), checkSource(host));
  app.use(apiRouter([...routes, ...metaRoutes(version(), routes)], visitors));
  app.use(
    siteRouter(options.siteDir, {
      isClosedChapter(request, slug) {
        const { id } = sessions.learnerOf(request) ?? {};
        return id !== undefined && stores.settingsOf(id)?.closedChapters.includes(slug) === true;
      },
    }),
  );
  app.use(answerProblems(logger));

  const door = new TerminalDoor(visitors, terminals, host);
  const another = () => {
    const made = createServer({ shouldUpgradeCallback: isWebSocket }, app as Express);
    made.on('clientError', refuseMalformed);
    return made.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head));
  };
  const server = another();

  const network = new Network({
    host,
    servers: [
      { make: another, port: () => (server.address() as AddressInfo).port },
      { make: () => preview.another(), port: () => preview.port },
    ],
    mark: options.networkMark,
  });

  return {
    classroom,
    stores,
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
      return { url: urlOf(server.address() as AddressInfo) };
    },
    async close() {
      stopFollowing();
      stopReading();
      const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined;
      events.close();
      maps?.close();
      classroom.close();
      watching.close();
      await network.close();
      await preview.close();
      await within(CHECKS_GRACE, marking.idle());
      server.closeAllConnections();
      await closed;
    },
  };
}

async function catalogOf({ exercisesDir, checkersDir, onCourse }: LabServerOptions, onChange: () => void) {
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

/** One after the lab server's, unless another is set; below 1024 only where that is set. */
function previewPort({ port, previewPort }: LabServerOptions): { port: number; isFixed?: boolean } {
  if (previewPort !== undefined) return { port: previewPort, isFixed: true };
  return { port: port === 0 || port === 65_535 ? 0 : Math.max(port + 1, 1024) };
}

/** What a recording says where an answer was given. */
function markerOf(catalog: Catalog, { exercise, verdict }: Attempt): string {
  return `${catalog.get(exercise)?.title ?? exercise}: ${verdict.status}`;
}

function version(): string {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8')).version;
}

function urlOf({ address, family, port }: AddressInfo): string {
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
