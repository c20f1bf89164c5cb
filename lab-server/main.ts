// npm start: brings everything up on this machine, one step after another, and serves it until Ctrl-C.

import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { serve } from './app/serve.ts';
import { diskOf } from './common/disk-room.ts';
import { patient } from './common/patience.ts';
import { loadCatalog } from './course/catalog.ts';
import { CourseError } from './course/course-error.ts';
import { CHECK_LIMIT } from './grading/grade.ts';
import { JUDGE_LIMIT } from './grading/judge.ts';
import { HostAssignments } from './hosts/assignments.ts';
import type { Engine } from './hosts/contract.ts';
import { ensureImage, ImageError } from './hosts/image/build.ts';
import { nowhere } from './hosts/nowhere.ts';
import { parkingOf } from './hosts/parking.ts';
import { HostPool } from './hosts/pool.ts';
import { asItIs, scenariosOf } from './hosts/scenario.ts';
import { seedingOf } from './hosts/seeding.ts';
import { given } from './settings/given.ts';
import { SettingError } from './settings/setting-error.ts';
import { coursesBeside, goodOf, onOneImage } from './setup/beside.ts';
import { certificateOfLabServer } from './setup/certificate.ts';
import { Copies, copyPlace } from './setup/copies.ts';
import { ensureCourse } from './setup/course.ts';
import { chosenEngine, makeEngine } from './setup/engine.ts';
import { folders } from './setup/folders.ts';
import { installed } from './setup/installed.ts';
import { holderOf, lock } from './setup/lock.ts';
import { asItsOwner } from './setup/on-data.ts';
import { ensurePackages } from './setup/packages.ts';
import { followsCourse, listenOn } from './setup/port.ts';
import { checkMachine } from './setup/prerequisites.ts';
import { sayWelcome, sayWorker } from './setup/say-welcome.ts';
import { scenariosOfCourses } from './setup/scenarios.ts';
import { schoolOf } from './setup/school.ts';
import { SetupError } from './setup/setup-error.ts';
import { ensureSite } from './setup/site.ts';
import { Steps } from './setup/steps.ts';
import { endOrphans, endTerminals } from './setup/unprivileged.ts';
import { xapiOf } from './setup/xapi.ts';
import { backUp } from './store/backup.ts';

/** What is to be undone when it stops, the last first. */
const undo: (() => unknown)[] = [];
/** How long in ms stopping waits for a step that is under way, such as apt, which must not be cut short. */
const GRACE = 60_000;
let stopping: Promise<void> | undefined;
/** Has it started anew by parent.pl, with all hosts and terminals there. */
const FAILED = 70;

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
  const settings = given();
  const chosen = chosenEngine();
  const { isShared, packages, isDefault } = chosen.kind;
  await steps.step('This machine', async () => {
    if (!(await holderOf(folders.state))) await endOrphans(folders.state);
    await checkMachine(settings);
    return 'has what it takes';
  });
  const course = await ensureCourse();
  const scenarios = isShared ? asItIs : scenariosOf(course.scenario);
  const seeding = isShared ? undefined : seedingOf(settings, scenarios);
  await steps.step('Course', async () => course.title);
  // A preview is of the course that its author writes.
  let beside = followsCourse ? [] : await coursesBeside(steps, settings.COURSES);
  undo.push(await lock(folders.state));
  // Those too that an earlier lab server, which was killed, has left.
  undo.push(() => endTerminals(folders.state));
  // A package depends on what its default engine takes.
  if (!installed || !isDefault) await steps.step('Debian packages', (tell) => ensurePackages(packages, tell));
  const workerFor = certificateOfLabServer(settings);
  if (followsCourse || workerFor !== undefined) {
    for (const { site } of [folders, ...beside.map(({ place }) => place)])
      mkdirSync(site, { recursive: true });
  } else {
    await steps.step('Pages', ensureSite);
    beside = await goodOf(steps, beside, ({ place }) =>
      steps.step(`Pages of ${place.name}`, (tell) => ensureSite(tell, place)),
    );
  }
  // What is wrong with a course is said before a host is made.
  await loadCatalog(folders.exercises, folders.checkers);
  beside = await goodOf(steps, beside, ({ place }) => loadCatalog(place.exercises, place.checkers));
  const first = { place: folders, file: course };
  const { made, beside: served } = await onOneImage(steps, first, beside, {
    make: (own) => makeEngine(steps, chosen, own, undo),
    build: (own) =>
      steps.step('Lab image', async (tell) => {
        await ensureImage(folders.images, tell, own);
        return 'there';
      }),
  });
  const logger = pino({ level: settings.LOG_LEVEL });
  const pool = async (engine: Engine): Promise<HostPool> => {
    const hosts = new HostPool({
      engine,
      assignments: new HostAssignments(path.join(folders.state, 'assignments.json')),
      logger,
      ...(seeding && { seeding }),
      draw: scenarios.draw,
      ...(!isShared && { courses: scenariosOfCourses([first, ...served], settings) }),
      disk: () => diskOf(folders.state),
      keep: settings.WARM_HOSTS,
      parking: parkingOf(settings),
      keptDisk: () => settings.KEPT_DISK ?? diskOf(folders.state).total / 4,
      // The author of a course wants fresh hosts.
      restsAtEnd: !followsCourse,
    });
    undo.push(() => hosts.close());
    await steps.step('Lab host', async (tell) => {
      const { up, atRest } = await hosts.prepare((step) => tell(step));
      const there = [up > 0 && `${up} still running`, atRest > 0 && `${atRest} at rest`].filter(Boolean);
      return `${there.join(', ') || 'ready'}; there is memory for ${hosts.most}`;
    });
    return hosts;
  };
  const copies =
    settings.BACKUP_TO === undefined || workerFor !== undefined
      ? undefined
      : new Copies({
          place: await copyPlace(settings.BACKUP_TO),
          every: settings.BACKUP_EVERY * 60_000,
          stateDir: folders.state,
          write: (file) => backUp(folders.state, file, asItsOwner),
          say: (text) => console.log(`  ${text}`),
        });
  const hosts = 'engine' in made ? await pool(made.engine) : nowhere;
  const listening = listenOn(settings);
  const school = workerFor === undefined ? schoolOf(settings) : undefined;
  const xapi = workerFor === undefined ? xapiOf(settings) : undefined;
  const hasSsh = !('engine' in made) || made.engine.ssh !== undefined;
  const webSettings = {
    ...listening,
    logLevel: settings.LOG_LEVEL,
    checkLimit: patient(CHECK_LIMIT),
    judgeLimit: patient(JUDGE_LIMIT),
    hostMap: settings.HOST_MAP,
    ...(hasSsh && settings.SSH_PORTS !== 'off' && { sshPorts: settings.SSH_PORTS }),
    class: settings.CLASS,
    school,
    lmsPrivate: settings.LMS_PRIVATE,
    xapi,
    beside: served.map(({ place }) => place.name),
    followsCourse,
    elsewhere: !('engine' in made),
    ...(workerFor !== undefined && { workerFor }),
    ...('engine' in made && made.shared && { shared: made.shared }),
  };
  const { welcome } = await serve({
    hosts,
    logger,
    stateDir: folders.state,
    settings: webSettings,
    files: settings,
    record: settings.RECORD,
    copies,
    ...(!('engine' in made) && { workers: made.workers }),
    undo,
  });
  if (copies) {
    copies.begin();
    undo.push(() => copies.close());
  }
  flushCompileCache();
  // What it holds is written down: a new one begins where this one ends.
  process.on('uncaughtException', (error) => {
    console.error(`vethlab: ${error.stack}`);
    process.exit(FAILED);
  });
  // A preview says itself where its pages are.
  if (!followsCourse) console.log(`\n${welcome ? sayWelcome(listening, welcome) : sayWorker(listening)}\n`);
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
    error instanceof SettingError ||
    error instanceof ImageError ||
    error instanceof CourseError
  );
}
