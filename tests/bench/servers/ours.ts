// The lab server with its whole web half; its one "lab host" is this machine, so that the shell is the reference's own.
// Prints where its terminals are, and the cookie of a learner who has joined.
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { createLabServer } from '../../../lab-server/app.ts';
import { LocalHostMaker } from '../../../lab-server/host-maker/local.ts';
import { streamsThrough } from '../../../lab-server/host-maker/open-stream.ts';
import { cookieSecret } from '../../../lab-server/http/session.ts';
import { RecordingShelf } from '../../../lab-server/recordings/shelf.ts';
import { openDatabase } from '../../../lab-server/store/database.ts';
import { LocalKeeper } from '../../../lab-server/terminals/keeper.ts';
import { LocalHosts } from '../../../lab-server/testing/local-hosts.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vethlab-bench-'));
const hosts = new LocalHostMaker({
  hosts: new LocalHosts(path.join(folder, 'hosts')),
  checkersDir: folder,
  owner: process.getuid?.() ?? 0,
});
const shelf = new RecordingShelf(folder);
const terminals = new LocalKeeper(shelf);
terminals.use(hosts);
const server = await createLabServer({
  hosts,
  streams: streamsThrough(path.join(folder, 'nobody-opens-any')),
  terminals,
  recordings: { shelf, on: true },
  database: openDatabase(folder),
  secret: cookieSecret(folder),
  siteDir: folder,
  checkersDir: folder,
  exercisesDir: path.join(folder, 'none'),
  logger: pino({ level: 'silent' }),
  host: '127.0.0.1',
  port: 0,
  selfStudy: true,
});
const { url } = await server.listen();
const joined = await fetch(`${url}/api/join`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"name":"Bench"}',
});
const cookie = joined.headers.getSetCookie()[0]?.split(';')[0];
console.log(JSON.stringify({ url: `${url.replace('http', 'ws')}/api/terminals`, cookie }));
