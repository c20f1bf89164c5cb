// npm start: brings everything up on this machine, one step after another, and serves it until Ctrl-C.
import { flushCompileCache } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import type { Seeding } from '../protocol/scenario.ts';
import { loadCatalog } from './grading/catalog.ts';
import { CourseError } from './grading/course-error.ts';
import { hostMapFrom } from './host-map/setting.ts';
import { HostAssignments } from './hosts/assignments.ts';
import { NamespacesEngine } from './hosts/engines/namespaces/engine.ts';
import { removeOldTemplates } from './hosts/engines/namespaces/template.ts';
import { ensureImage, ImageError, removeOldImages } from './hosts/image/build.ts';
import { lansFrom } from './hosts/lan-settings.ts';
import { limitsFrom } from './hosts/limits.ts';
import { parkingFrom } from './hosts/parking.ts';
import { HostPool, hostsToKeep } from './hosts/pool.ts';
import { seedingFrom } from './hosts/seeding.ts';
import { sleepAfterFrom } from './hosts/sleeping.ts';
import { isLoopback } from './http/origin.ts';
import { recordFrom } from './recordings/setting.ts';
import { serve } from './serve.ts';
import { folders } from './setup/folders.ts';
import { lock } from './setup/lock.ts';
import { endTerminals } from './setup/ordinary.ts';
import { ensurePackages, hostPackages } from './setup/packages.ts';
import { listenOn } from './setup/port.ts';
import { checkMachine } from './setup/prerequisites.ts';
import { SetupError } from './setup/setup-error.ts';
import { ensureSite } from './setup/site.ts';
import { Steps } from './setup/steps.ts';

const logLevel = process.env.LOG_LEVEL ?? 'warn';
/** What is to be undone when it stops, the last first. */
const undo: (() => unknown)[] = [];
/** How long in ms stopping waits for a step that is under way, such as apt, which must not be cut short. */
const GRACE = 60_000;
let stopping: Promise<void> | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
const started = start().catch((error: unknown) => {
  // Steps that fail because it is stopping have nothing to say.
  if (stopping) return;
  console.error(`\nvethlab: ${isForeseen(error) ? error.message : (error as Error).stack}`);
  process.exitCode = 1;
});
await started;
if (process.exitCode === 1) await stop();

async function start(): Promise<void> {
  const steps = new Steps(() => stopping !== undefined);
  let keep = 0;
  let seeding: Seeding | undefined;
  await steps.step('This machine', async () => {
    await checkMachine();
    keep = hostsToKeep();
    seeding = seedingFrom();
    // What is set wrong is said before anything is made.
    limitsFrom();
    lansFrom();
    parkingFrom();
    sleepAfterFrom();
    recordFrom();
    hostMapFrom();
    return 'has what it takes';
  });
  undo.push(await lock(folders.state));
  // Those too that an earlier lab server, which was killed, has left.
  undo.push(() => endTerminals(folders.state));
  await steps.step('Debian packages', (tell) => ensurePackages(hostPackages, tell));
  await steps.step('Pages', ensureSite);
  const engine = await makeEngine(steps);
  // What is wrong with the course is said before a host is made.
  await loadCatalog(folders.exercises, folders.checkers);
  const logger = pino({ level: logLevel });
  const hosts = new HostPool({
    engine,
    assignments: new HostAssignments(path.join(folders.state, 'assignments.json')),
    logger,
    ...(seeding && { seeding }),
    keep,
  });
  undo.push(() => hosts.close());
  await steps.step('Lab host', async (tell) => {
    const kept = await hosts.prepare((step) => tell(step));
    return kept > 0 ? `${kept} still running` : 'ready';
  });
  const settings = { ...listenOn, logLevel, hostMap: hostMapFrom() };
  const url = await serve({ hosts, logger, stateDir: folders.state, settings, undo });
  flushCompileCache();
  if (!isLoopback(listenOn.host)) {
    console.log('\n  HOST is an address others can reach, and classes are not there yet: nobody can join.');
  }
  console.log(`\n  Open ${url}/ in a browser. Ctrl-C stops everything.\n`);
}

async function makeEngine(steps: Steps): Promise<NamespacesEngine> {
  let engine: NamespacesEngine | undefined;
  await steps.step('Lab image', async (tell) => {
    let built = false;
    const image = await ensureImage(folders.images, (doing) => {
      built = true;
      tell(doing);
    });
    engine = new NamespacesEngine({ stateDir: folders.state, templatesDir: folders.templates, image });
    if (built) {
      // Hosts that an earlier server left stand on the old image.
      for (const id of await engine.list()) await engine.destroy(id);
      await removeOldImages(folders.images, image);
      await removeOldTemplates(folders.templates, image);
    }
    return built ? 'built' : 'there';
  });
  return engine as NamespacesEngine;
}

/** Undoes all that was done, once. */
function stop(): Promise<void> {
  const failed = process.exitCode === 1;
  stopping ??= (async () => {
    if (!failed) console.log('\n  Stopping…');
    while (undo.length > 0) await undo.pop()?.();
    await Promise.race([started, sleep(GRACE, undefined, { ref: false })]);
    while (undo.length > 0) await undo.pop()?.();
    if (!failed) console.log('  Stopped; nothing is left running.');
    process.exit();
  })();
  return stopping;
}

function isForeseen(error: unknown): error is Error {
  return (
    error instanceof SetupError ||
    error instanceof RangeError ||
    error instanceof ImageError ||
    error instanceof CourseError
  );
}
