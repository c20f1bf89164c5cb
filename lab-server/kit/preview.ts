import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openapi } from '../../protocol/api/meta.ts';
import { CourseError } from '../course/course-error.ts';
import { childEnv } from '../settings/environment.ts';
import type { Settings } from '../settings/table.ts';
import { courseSource, ensureCourse, mirror } from '../setup/course.ts';
import { folders } from '../setup/folders.ts';
import { freePort, portTrouble } from '../setup/port.ts';
import { siteEnv } from '../setup/site.ts';
import { front } from './front.ts';

/** ms within which an editor finishes writing a set of files. */
const SETTLING = 50;

/**
 * Serves the course while its author writes it. Astro's development server serves the pages and shows a change at once. A lab server behind it
 * reads exercises and checkers anew. Ends with Ctrl-C. Pages are at PORT; the lab server takes a free one.
 * @throws CourseError
 */
export async function preview({ PORT: port, STATE_DIR }: Settings): Promise<number> {
  const source = courseSource();
  const { title } = await ensureCourse();
  const trouble = await portTrouble({ host: '127.0.0.1', port });
  if (trouble) throw new CourseError(trouble);
  const stopFollowing = source === folders.course ? () => {} : follow(source);
  const [labPort, pagesPort] = [await freePort(), await freePort()];
  const stateDir = STATE_DIR ?? path.join(folders.ofCourse, 'preview');
  const env = childEnv({ ...siteEnv(folders), ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'development' });
  const lab = start([path.join(folders.root, 'lab-server/main.ts'), '--preview'], {
    ...env,
    PORT: String(labPort),
    STATE_DIR: stateDir,
  });
  const astro = path.join(folders.root, 'node_modules/astro/bin/astro.mjs');
  const pages = start([astro, 'dev', '--host', '127.0.0.1', '--port', String(pagesPort)], env);
  const server = front({ api: `http://127.0.0.1:${labPort}`, pages: `http://127.0.0.1:${pagesPort}` });
  server.listen(port, '127.0.0.1');
  const stop = () => {
    for (const child of [pages, lab]) child.kill('SIGINT');
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  const ends = [ended(lab), ended(pages)];
  const url = `http://127.0.0.1:${port}/`;
  let isOver = false;
  void untilServed(url, () => isOver).then(() => {
    if (!isOver) console.log(`\n  Preview of ${title}: open ${url} in a browser. Ctrl-C ends it.\n`);
  });
  const code = await Promise.race(ends);
  isOver = true;
  stop();
  await Promise.all(ends);
  stopFollowing();
  server.close();
  server.closeAllConnections();
  return code;
}

/** Pages, and through them the lab server. */
async function untilServed(url: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const answers = await Promise.all(
      [url, new URL(openapi.path, url)].map((one) => fetch(one).catch(() => undefined)),
    );
    if (answers.every((one) => one?.ok)) return;
    await sleep(300);
  }
}

/** Copies each change to the folder from which the course is served. */
function follow(source: string): () => void {
  let soon: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const watcher = watch(source, { recursive: true }, () => {
    clearTimeout(soon);
    soon = setTimeout(() => {
      working = working.then(() =>
        mirror(source, folders.course).catch((error: Error) => console.error(`  ${error.message}`)),
      );
    }, SETTLING);
  });
  return () => {
    clearTimeout(soon);
    watcher.close();
  };
}

/** The process has a session of its own, so that Ctrl-C comes to this process, which ends the others in order. */
function start(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: folders.root,
    env,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 0)));
}
