import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Attempt } from '../protocol/attempt.ts';
import { type Catalog, loadCatalog } from './grading/catalog.ts';
import { Marking } from './grading/marking.ts';
import type { HostMaker } from './host-maker/contract.ts';
import type { OpenStream } from './host-maker/open-stream.ts';
import { answerProblems } from './http/answer-problem.ts';
import { EnsuredHosts } from './http/ensured-hosts.ts';
import { EventStreams } from './http/event-streams.ts';
import { securityHeaders } from './http/headers.ts';
import { MapFollowers } from './http/map-followers.ts';
import { Metrics } from './http/metrics.ts';
import { checkSource } from './http/origin.ts';
import { refuseMalformed } from './http/refuse.ts';
import { logRequests } from './http/request-log.ts';
import { apiRouter } from './http/router.ts';
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
import { PreviewServer } from './preview/server.ts';
import type { RecordingShelf } from './recordings/shelf.ts';
import { Attempts } from './store/attempts.ts';
import { Disputes } from './store/disputes.ts';
import { OpenedHintCounts } from './store/hints.ts';
import { Learners } from './store/learners.ts';
import { Notes } from './store/notes.ts';
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
  siteDir: string;
  checkersDir: string;
  exercisesDir: string;
  logger: Logger;
  host: string;
  port: number;
  /** Port of lab hosts' web pages; the one after `port` when left out, or any if that is taken. */
  previewPort?: number | undefined;
  /** Who may read /metrics; `loopback` when left out. */
  metrics?: MetricsReaders;
  /** Anyone who reaches the server may join, without a class code. */
  selfStudy: boolean;
  /** Learners may look at the map of their host; true when left out. In an exam it is false. */
  hostMap?: boolean;
}

export interface LabServer {
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
  const catalog = await loadCatalog(options.exercisesDir, options.checkersDir);
  const learners = new Learners(database);
  const sessions = new Sessions(learners, options.secret);
  const events = new EventStreams();
  const metrics = new Metrics(terminals, hosts);
  terminals.onDrop((reason) => metrics.dropped(reason));
  const marking = new Marking({
    catalog,
    attempts: new Attempts(database),
    hints: new OpenedHintCounts(database),
    disputes: new Disputes(database),
    hosts,
    logger,
    onAttempt(learner, attempt) {
      events.publish(learner, 'attempt', attempt);
      terminals.mark(learner, markerOf(catalog, attempt));
    },
    onChecked: (exercise, status, seconds) => metrics.checked(exercise, status, seconds),
  });
  const stopFollowing = hosts.onStatus((learner, status) => {
    events.publish(learner, 'host', status);
    metrics.hostIs(learner, status.state);
  });

  const maps = hostMap ? new MapFollowers({ hosts, logger }) : undefined;
  const ensured = new EnsuredHosts(hosts);
  const preview = new PreviewServer({ open: options.streams, host, ...previewPort(options) });
  const routes = [
    ...learnerRoutes({ learners, sessions, marking, hosts, selfStudy: options.selfStudy, hostMap }),
    ...exerciseRoutes({ marking, hosts: ensured }),
    ...hostRoutes({ hosts: ensured, events }),
    ...terminalRoutes({ terminals, hosts: ensured, recorded: options.recordings.on }),
    ...recordingRoutes({ ...options.recordings, terminals }),
    ...mapRoutes({ hosts: ensured, maps }),
    ...previewRoutes({ hosts: ensured, server: preview }),
    ...noteRoutes(new Notes(database)),
    ...fileRoutes({ hosts: ensured, open: options.streams }),
    ...metricsRoutes(metrics, options.metrics ?? 'loopback'),
  ];
  const app = express().disable('x-powered-by');
  app.use(logRequests(logger), securityHeaders(preview), checkSource(host));
  app.use(apiRouter([...routes, ...metaRoutes(version(), routes)], sessions));
  app.use(siteRouter(options.siteDir));
  app.use(answerProblems(logger));

  const server = createServer({ shouldUpgradeCallback: isWebSocket }, app as Express);
  server.on('clientError', refuseMalformed);
  const door = new TerminalDoor(sessions, terminals, host);
  server.on('upgrade', (request, socket, head) => door.upgrade(request, socket, head));

  return {
    async listen() {
      await preview.listen();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return { url: urlOf(server.address() as AddressInfo) };
    },
    async close() {
      stopFollowing();
      const closed = server.listening ? new Promise((resolve) => server.close(resolve)) : undefined;
      events.close();
      maps?.close();
      await preview.close();
      await within(CHECKS_GRACE, marking.idle());
      server.closeAllConnections();
      await closed;
    },
  };
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
