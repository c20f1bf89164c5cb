import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CourseError } from '../grading/course-error.ts';
import { courseSource, ensureCourse, mirror } from '../setup/course.ts';
import { folders } from '../setup/folders.ts';
import { freePort, portTrouble } from '../setup/port.ts';
import { siteEnv } from '../setup/site.ts';
import { front } from './front.ts';

/** ms in which an editor has written all it writes at once. */
const SETTLING = 50;

/**
 * Serves the course as its author writes it: pages by Astro's development server, which shows a change at once, and behind it a lab
 * server that reads exercises and checkers anew. Ends with Ctrl-C.
 * @param port where pages are; the lab server takes a free one.
 * @throws CourseError
 */
export async function preview(port: number): Promise<number> {
  const source = courseSource();
  const { title } = await ensureCourse();
  const trouble = await portTrouble({ host: '127.0.0.1', port });
  if (trouble) throw new CourseError(trouble);
  const stopFollowing = source === folders.course ? () => {} : follow(source);
  const [labPort, pagesPort] = [await freePort(), await freePort()];
  const stateDir = process.env.STATE_DIR ?? path.join(folders.ofCourse, 'preview');
  const env = { ...process.env, ...siteEnv, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'development' };
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
      [url, `${url}api/openapi.json`].map((one) => fetch(one).catch(() => undefined)),
    );
    if (answers.every((one) => one?.ok)) return;
    await sleep(300);
  }
}

/** Copies each change to where the course is served from. */
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

/** In a session of its own: Ctrl-C comes to this process, which ends them in order. */
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
