// The door of a worker: lets a lab server on another machine in to the lab hosts and terminals of this one. An ordinary user's process in the
// place of the web server; what takes root it asks of the host-maker.

import { flushCompileCache } from 'node:module';
import path from 'node:path';
import pino from 'pino';
import { connectHostMaker } from './host-maker/client.ts';
import { WebSettings } from './host-maker/web-settings.ts';
import { environment } from './settings/environment.ts';
import { handed } from './settings/handed.ts';
import { certificateIn } from './setup/certificate.ts';
import { remoteKeeper } from './terminals/remote.ts';
import { WorkerDoor } from './workers/door.ts';

const {
  host,
  port,
  logLevel,
  workerFor = '',
} = WebSettings.parse(JSON.parse(environment.WEB_SETTINGS ?? ''));
const { dataDir, runDir } = handed();
const maker = await connectHostMaker({
  socket: path.join(runDir, 'host-maker.sock'),
  role: 'web',
  onClose: () => process.exit(1),
});
const door = new WorkerDoor({
  host,
  port,
  certificate: certificateIn(runDir).now(),
  labServer: workerFor,
  runDir,
  tookOverFile: path.join(dataDir, 'took-over'),
  terminals: remoteKeeper(path.join(runDir, 'web')),
  logger: pino({ level: logLevel }),
});
const listening = await door.listen();
maker.listening({ url: `https://${host.includes(':') ? `[${host}]` : host}:${listening}` });
flushCompileCache();
process.once('SIGTERM', async () => {
  await door.close();
  process.exit(0);
});
// The terminals' process was killed. Another wants the port.
process.once('disconnect', () => process.exit(1));
