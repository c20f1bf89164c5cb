import path from 'node:path';
import type { Logger } from 'pino';
import type { Welcome } from './classes/welcome.ts';
import { LocalHostMaker } from './host-maker/local.ts';
import type { WebSettings } from './host-maker/messages.ts';
import { HostMakerServer } from './host-maker/server.ts';
import { Streams } from './host-maker/streams.ts';
import type { Hosts } from './hosts/contract.ts';
import { folders } from './setup/folders.ts';
import { endTerminals, ensureTerminals, giveFolders } from './setup/ordinary.ts';
import { SetupError } from './setup/setup-error.ts';

interface Listening {
  url: string;
  welcome: Welcome;
}

interface Parts {
  hosts: Hosts;
  logger: Logger;
  stateDir: string;
  settings: WebSettings;
  /** Gets what ends it all again, to be done from the last to the first. */
  undo: (() => unknown)[];
}

/**
 * Has the web server serve, which is no process of root's, and answers what it and the terminals ask.
 * @returns the address it listens on, and what its operator is told.
 * @throws SetupError when it does not start.
 */
export async function serve({ hosts, logger, stateDir, settings, undo }: Parts): Promise<Listening> {
  const given = giveFolders(stateDir);
  const { runDir, owner } = given;
  const maker = new LocalHostMaker({
    hosts,
    checkersDir: folders.checkers,
    exercisesDir: folders.exercises,
    owner,
  });
  const listening = Promise.withResolvers<Listening>();
  let isListening = false;
  let said = '';
  const server = new HostMakerServer({
    maker,
    logger,
    file: path.join(runDir, 'host-maker.sock'),
    owner,
    onPeer(peer) {
      if (peer.role === 'terminals') peer.send({ say: 'serve', settings });
    },
    onNews(news) {
      if (news.ask === 'listening') {
        isListening = true;
        listening.resolve(news);
      } else if (isListening) {
        if (news.ask === 'say') process.stdout.write(news.text);
        else console.log(`  The web server ended (${news.code ?? 'killed'}); it is started again.`);
      } else if (news.ask === 'say') said += news.text;
      else listening.reject(new SetupError(`the web server did not start: ${said.trim()}`));
    },
  });
  const streams = new Streams({ hosts, logger, file: path.join(runDir, 'streams.sock'), owner });
  for (const one of [server, streams]) {
    await one.listen();
    undo.push(() => one.close());
  }
  // It stops before the hosts do.
  undo.push(() => endTerminals(stateDir));
  await ensureTerminals(stateDir, given);
  return listening.promise;
}
