// Makes a learner's host with the engine that ENGINE names, as the lab server does, and prints the output of a shell on it.

import path from 'node:path';
import { pino } from 'pino';
import { must } from '../../common/exec.ts';
import { HostAssignments } from '../../hosts/assignments.ts';
import { HostPool } from '../../hosts/pool.ts';
import { chosenEngine, makeEngine } from '../../setup/engine.ts';
import { folders } from '../../setup/folders.ts';
import { Steps } from '../../setup/steps.ts';

const ADA = 'l0123456789ab';

const made = await makeEngine(new Steps(), chosenEngine(), undefined, []);
if (!('engine' in made)) throw new Error('It makes no hosts on this machine.');
const { engine } = made;
const pool = new HostPool({
  engine,
  assignments: new HostAssignments(path.join(folders.state, 'assignments.json')),
  logger: pino({ level: 'silent' }),
  keep: 0,
});
const ready = new Promise<void>((resolve, reject) => {
  pool.onStatus((_learner, { state, reason }) => {
    if (state === 'ready') resolve();
    if (state === 'failed') reject(new Error(reason));
  });
});
pool.ensure(ADA);
await ready;
const { file, args, env } = pool.shell(ADA, 'echo "$GREETING from $HOME"');
console.log(await must([file, ...args], { env }));
await pool.close();
console.log(`${(await engine.list()).length} hosts left`);
