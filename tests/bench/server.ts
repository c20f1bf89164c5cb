import { setTimeout as sleep } from 'node:timers/promises';
import { ownerOf } from '../../lab-server/setup/unprivileged.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from '../support/client.ts';
import { npmStart } from '../support/server.ts';
import { TerminalWindow } from '../support/window.ts';
import { printRows, type Row } from './figures.ts';
import { privateMegabytes, processesOfUser, processesWith } from './memory.ts';

/** Learners with a lab host and a terminal each. */
const COUNTS = [0, 1, 10, 20];
/** ms after which the lab server is at rest. */
const QUIET = 5000;

/** Memory of the lab server's own processes, as npm start runs them. */
export async function bench(): Promise<void> {
  // Compiled code is kept from a first start on.
  const first = await npmStart({ name: 'bench-server' });
  await first.url();
  await sleep(QUIET);
  await first.stop();
  const server = await npmStart({ name: 'bench-server', keep: true });
  try {
    const url = await server.url();
    const pids = [
      ...processesWith('lab-server/main.ts', server.stateDir),
      ...processesOfUser(ownerOf(server.stateDir)),
    ];
    const windows: TerminalWindow[] = [];
    const rows: Row[] = [];
    for (const count of COUNTS) {
      while (windows.length < count) windows.push(await join(url, `Learner ${windows.length}`));
      await sleep(QUIET);
      const ours = pids.reduce((sum, pid) => sum + privateMegabytes(pid), 0);
      const reach = count === 20 ? { reach: '<= 120 MB' } : {};
      rows.push({ what: `${count} learners, a terminal each`, ours, unit: 'MB', ...reach });
    }
    printRows('Lab server, private memory of its three processes', rows);
  } finally {
    await server.stop();
  }
}

async function join(url: string, name: string): Promise<TerminalWindow> {
  const learner = new ApiClient(url);
  await learner.join(name);
  for (;;) {
    const { body } = await learner.call(api.host.status);
    if (body.state === 'ready') return TerminalWindow.open(learner);
    if (body.state === 'failed') throw new Error(body.reason);
    await sleep(200);
  }
}
