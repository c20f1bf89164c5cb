// The lab server in its three processes, as npm start runs them; its one "lab host" is this machine, so that the shell is the
// reference's own. Prints the address of its terminals, the cookie of a learner who has joined, and its processes.
import { mkdtempSync, rmSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { serve } from '../../../lab-server/app/serve.ts';
import { CHECK_LIMIT } from '../../../lab-server/grading/grade.ts';
import { JUDGE_LIMIT } from '../../../lab-server/grading/judge.ts';
import { ownerOf } from '../../../lab-server/setup/unprivileged.ts';
import { LocalHosts } from '../../../lab-server/testing/local-hosts.ts';
import { cookieIn } from '../../../lab-server/testing/set-cookie.ts';
import * as api from '../../../protocol/api/index.ts';
import { pathOf } from '../../../protocol/api/path.ts';
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
  record: true,
  settings: {
    host: '127.0.0.1',
    port: 0,
    proxies: [],
    tls: false,
    metrics: 'loopback',
    logLevel: 'silent',
    hostMap: true,
    checkLimit: CHECK_LIMIT,
    judgeLimit: JUDGE_LIMIT,
    class: false,
    elsewhere: false,
    lmsPrivate: false,
    beside: [],
    followsCourse: false,
  },
  files: { TLS_CERT: undefined, TLS_KEY: undefined },
  undo,
});
const joined = await fetch(`${url}${pathOf(api.learner.join)}`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"name":"Bench"}',
});
const cookie = cookieIn(joined);
const pids = [process.pid, ...processesOfUser(ownerOf(folder))];
flushCompileCache();
console.log(
  JSON.stringify({ url: `${url.replace('http', 'ws')}${pathOf(api.terminals.list)}`, cookie, pids }),
);
