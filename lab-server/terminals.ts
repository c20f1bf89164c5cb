// Keeps the terminals of all learners, and runs the web server. An ordinary user's process that npm start begins and that goes
// on when npm start is killed, so that terminals do too: then it waits for the next one.

import { flushCompileCache } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectHostMaker, type RemoteHostMaker } from './host-maker/client.ts';
import { refuseWindow } from './http/refuse.ts';
import { RecordingShelf } from './recordings/shelf.ts';
import { handed } from './settings/handed.ts';
import { LocalKeeper } from './terminals/keeper.ts';
import { WebProcess } from './terminals/web-process.ts';

/** How long in ms it waits for the next lab server. */
const ALONE = 15 * 60_000;
const LOOK_EVERY = 100;
/** Characters of one message for the operator. */
const LONGEST = 30_000;

const [runDir] = process.argv.slice(2);
if (!runDir) throw new Error('the folder of the host-maker’s socket must be named');
const { record, dataDir } = handed();
const keeper = new LocalKeeper({
  refuse: refuseWindow,
  ...(record && { shelf: new RecordingShelf(dataDir) }),
});
let maker: RemoteHostMaker | undefined;
const web = new WebProcess(keeper, {
  said: (text) => maker?.say({ text: text.slice(-LONGEST) }),
  ended: (code) => maker?.webEnded({ code }),
});
let stopping = false;
// Who stops it by hand gets it stopped whole.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop());

flushCompileCache();
let lastSeen = Date.now();
while (!stopping && Date.now() - lastSeen < ALONE) {
  const gone = Promise.withResolvers<void>();
  try {
    maker = await connectHostMaker({
      socket: path.join(runDir, 'host-maker.sock'),
      role: 'terminals',
      onServe: ({ settings }) => void web.stop().then(() => web.start(settings)),
      onClose: gone.resolve,
    });
    keeper.use(maker);
    await gone.promise;
    maker = undefined;
    lastSeen = Date.now();
    // Without the host-maker it can do nothing, and the next one wants the port.
    await web.stop('SIGKILL');
  } catch {
    await sleep(LOOK_EVERY);
  }
}
await stop();

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await web.stop();
  await keeper.close();
  process.exit();
}
