// npm start: brings everything up on this machine, one step after another, and serves it until Ctrl-C.

import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { loadCatalog } from './grading/catalog.ts';
import { CourseError } from './grading/course-error.ts';
import { CHECK_LIMIT } from './grading/grade.ts';
import { hostMapFrom } from './host-map/setting.ts';
import { HostAssignments } from './hosts/assignments.ts';
import { ImageError } from './hosts/image/build.ts';
import { lansFrom } from './hosts/lan-settings.ts';
import { limitsFrom } from './hosts/limits.ts';
import { parkingFrom } from './hosts/parking.ts';
import { patienceFrom, patient } from './hosts/patience.ts';
import { HostPool, hostsToKeep } from './hosts/pool.ts';
import { asItIs, scenariosOf } from './hosts/scenario.ts';
import { seedingFrom } from './hosts/seeding.ts';
import { sleepAfterFrom } from './hosts/sleeping.ts';
import { recordFrom } from './recordings/setting.ts';
import { serve } from './serve.ts';
import { ensureCourse, ownPackages } from './setup/course.ts';
import { makeEngine } from './setup/engine.ts';
import { engineKind } from './setup/engine-kind.ts';
import { folders } from './setup/folders.ts';
import { installed } from './setup/installed.ts';
import { lock } from './setup/lock.ts';
import { endTerminals } from './setup/ordinary.ts';
import { ensurePackages, packagesFor } from './setup/packages.ts';
import { isForClass, isPreview, listenOn } from './setup/port.ts';
import { checkMachine } from './setup/prerequisites.ts';
import { sayWelcome } from './setup/say-welcome.ts';
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
  await steps.step('This machine', async () => {
    await checkMachine();
    keep = hostsToKeep();
    // What is set wrong is said before anything is made.
    limitsFrom();
    lansFrom();
    parkingFrom();
    sleepAfterFrom();
    recordFrom();
    patienceFrom();
    hostMapFrom();
    return 'has what it takes';
  });
  const course = await ensureCourse();
  const scenarios = engineKind() === 'machine' ? asItIs : scenariosOf(course.scenario);
  const seeding = engineKind() === 'machine' ? undefined : seedingFrom(undefined, scenarios);
  await steps.step('Course', async () => course.title);
  undo.push(await lock(folders.state));
  // Those too that an earlier lab server, which was killed, has left.
  undo.push(() => endTerminals(folders.state));
  // A package depends on those that lab hosts of namespaces take.
  if (!installed || engineKind() === 'machine')
    await steps.step('Debian packages', (tell) => ensurePackages(packagesFor[engineKind()], tell));
  if (isPreview) mkdirSync(folders.site, { recursive: true });
  else await steps.step('Pages', ensureSite);
  const { engine, shared } = await makeEngine(steps, ownPackages(course.packages), undo);
  // What is wrong with the course is said before a host is made.
  await loadCatalog(folders.exercises, folders.checkers);
  const logger = pino({ level: logLevel });
  const hosts = new HostPool({
    engine,
    assignments: new HostAssignments(path.join(folders.state, 'assignments.json')),
    logger,
    ...(seeding && { seeding }),
    draw: scenarios.draw,
    keep,
  });
  undo.push(() => hosts.close());
  await steps.step('Lab host', async (tell) => {
    const kept = await hosts.prepare((step) => tell(step));
    return `${kept > 0 ? `${kept} still running` : 'ready'}; there is memory for ${hosts.most}`;
  });
  const settings = {
    ...listenOn,
    logLevel,
    checkLimit: patient(CHECK_LIMIT),
    hostMap: hostMapFrom(),
    class: isForClass,
    isPreview,
    ...(shared && { shared }),
  };
  const { welcome } = await serve({ hosts, logger, stateDir: folders.state, settings, undo });
  flushCompileCache();
  // A preview says itself where its pages are.
  if (!isPreview) console.log(`\n${sayWelcome(listenOn, welcome)}\n`);
}

/** Undoes all that was done, once. */
function stop(): Promise<void> {
  const failed = process.exitCode === 1;
  stopping ??= (async () => {
    if (!failed) console.log('\n  Stopping…');
    while (undo.length > 0) await undo.pop()?.();
    // Or until nothing is under way any more: a start that was cut off may never settle.
    await Promise.race([started, sleep(GRACE, undefined, { ref: false }), once(process, 'beforeExit')]);
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
