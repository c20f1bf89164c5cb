import path from 'node:path';
import type { Logger } from 'pino';
import type { Welcome } from '../classes/welcome.ts';
import { exerciseFiles } from '../course/exercise-files.ts';
import { LocalHostMaker } from '../host-maker/local.ts';
import { HostMakerServer } from '../host-maker/server.ts';
import { Streams } from '../host-maker/streams.ts';
import type { WebSettings } from '../host-maker/web-settings.ts';
import type { LearnerHosts } from '../hosts/contract.ts';
import type { WorkerSource } from '../hosts/worker.ts';
import type { Settings } from '../settings/table.ts';
import { handCertificate } from '../setup/certificate.ts';
import type { Copies } from '../setup/copies.ts';
import { folders, placeBeside } from '../setup/folders.ts';
import { SetupError } from '../setup/setup-error.ts';
import { keepTerminals } from '../setup/terminals-kept.ts';
import { endTerminals, giveFolders } from '../setup/unprivileged.ts';

interface Listening {
  url: string;
  /** Left out by a worker, which serves no pages. */
  welcome?: Welcome | undefined;
}

interface Parts {
  hosts: LearnerHosts;
  logger: Logger;
  stateDir: string;
  settings: WebSettings;
  /** Those that say where the certificate is. */
  files: Pick<Settings, 'TLS_CERT' | 'TLS_KEY'>;
  /** Whether terminals are recorded. */
  record: boolean;
  /** Those that make lab hosts, where `hosts` makes none. */
  workers?: WorkerSource;
  /** Those that keep being made of what the lab server keeps. */
  copies?: Pick<Copies, 'follow'> | undefined;
  /** Gets the functions that end it all again, which run from the last to the first. */
  undo: (() => unknown)[];
}

/**
 * Starts the web server, which does not run as root, and answers what it and the terminals ask. Either is started again if
 * it ends by itself.
 * @returns the address on which it listens, and what the operator is told.
 * @throws SetupError when it does not start.
 */
export async function serve({
  hosts,
  logger,
  stateDir,
  settings,
  files,
  record,
  workers,
  copies,
  undo,
}: Parts): Promise<Listening> {
  const given = await giveFolders(stateDir, { record, port: settings.port, beside: settings.beside });
  const { runDir, owner } = given;
  if (settings.tls) undo.push(handCertificate(files, given, (text) => console.log(`  ${text}`)));
  const maker = new LocalHostMaker({
    hosts,
    exercises: exerciseFiles(
      Object.fromEntries(
        [folders, ...settings.beside.map(placeBeside)].map(({ name, exercises, checkers }) => [
          name,
          { exercisesDir: exercises, checkersDir: checkers },
        ]),
      ),
    ),
    owner,
  });
  const listening = Promise.withResolvers<Listening>();
  let isListening = false;
  let said = '';
  const again = (what: string, how: number | string) =>
    console.log(`  The ${what} ended (${how}); it is started again.`);
  const server = new HostMakerServer({
    maker,
    logger,
    file: path.join(runDir, 'host-maker.sock'),
    owner,
    onPeer(role, tell) {
      if (role === 'terminals') tell.serve({ settings });
      else {
        workers?.follow(tell.workers);
        copies?.follow(tell.backup);
      }
    },
    news: {
      listening(news) {
        isListening = true;
        listening.resolve(news);
      },
      say({ text }) {
        if (isListening) process.stdout.write(text);
        else said += text;
      },
      webEnded({ code }) {
        if (isListening) again('web server', code ?? 'killed');
        else listening.reject(new SetupError(`the web server did not start: ${said.trim()}`));
      },
    },
  });
  const streams = new Streams({ hosts, logger, file: path.join(runDir, 'streams.sock'), owner });
  for (const one of [server, streams]) {
    await one.listen();
    undo.push(() => one.close());
  }
  // The web server stops before the hosts do.
  undo.push(() => endTerminals(stateDir));
  undo.push(await keepTerminals(stateDir, given, () => again("terminals' process", 'killed')));
  return listening.promise;
}
