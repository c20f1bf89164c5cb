// The lab server in its three processes, as npm start runs them; its one "lab host" is this machine, so that the shell is the
// reference's own. Prints where its terminals are, the cookie of a learner who has joined, and its processes.
import { mkdtempSync, rmSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { CHECK_LIMIT } from '../../../lab-server/grading/grade.ts';
import { serve } from '../../../lab-server/serve.ts';
import { ownerOf } from '../../../lab-server/setup/ordinary.ts';
import { LocalHosts } from '../../../lab-server/testing/local-hosts.ts';
import { processesOfUser } from '../memory.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'vethlab-bench-'));
const undo: (() => unknown)[] = [];
process.once('SIGTERM', async () => {
  while (undo.length > 0) await undo.pop()?.();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
const { url } = await serve({
  hosts: new LocalHosts(path.join(folder, 'hosts')),
  logger: pino({ level: 'silent' }),
  stateDir: folder,
  settings: {
    host: '127.0.0.1',
    port: 0,
    metrics: 'loopback',
    logLevel: 'silent',
    hostMap: true,
    checkLimit: CHECK_LIMIT,
    class: false,
    isPreview: false,
  },
  undo,
});
const joined = await fetch(`${url}/api/join`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"name":"Bench"}',
});
const cookie = joined.headers.getSetCookie()[0]?.split(';')[0];
const pids = [process.pid, ...processesOfUser(ownerOf(folder))];
flushCompileCache();
console.log(JSON.stringify({ url: `${url.replace('http', 'ws')}/api/terminals`, cookie, pids }));
