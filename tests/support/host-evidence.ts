import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../lab-server/common/exec.ts';
import { isAlive, type Process } from '../../lab-server/common/process.ts';

/** Facts of a lab host as seen from outside: whether its first processes live, and the end of the log of lab-daemons, from its disk. */
export async function stateOfHost(stateDir: string, id: string): Promise<string> {
  const hostDir = path.join(stateDir, 'hosts', id);
  const record = path.join(hostDir, 'host.json');
  if (!existsSync(record)) return 'it is not made, or no more.';
  const { init, router } = JSON.parse(readFileSync(record, 'utf8'));
  const state = async (one: Process) => ((await isAlive(one)) ? 'runs' : 'has ended');
  const log = ['debugfs', '-R', 'cat up/var/log/lab-daemons.log', path.join(hostDir, 'disk')];
  const { stdout, stderr } = await run(log);
  return `its first process ${await state(init)}, its router ${await state(router)}; lab-daemons said:\n${(stdout || stderr).slice(-1500)}`;
}

/** Writes these facts of each host below a state folder, and the processes that run on it, into a folder of evidence. */
export async function showHosts(stateDir: string, folder: string): Promise<void> {
  const hosts = path.join(stateDir, 'hosts');
  if (!existsSync(hosts)) return;
  for (const id of readdirSync(hosts)) {
    const record = path.join(hosts, id, 'host.json');
    const pid = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')).init?.pid : undefined;
    const enter = [
      'nsenter',
      '--target',
      String(pid),
      '--pid',
      '--mount',
      'ps',
      'axfo',
      'pid,stat,etime,args',
    ];
    const processes = pid ? (await run(enter)).stdout : '';
    const text = `${id}: ${await stateOfHost(stateDir, id)}\n${processes}`;
    writeFileSync(path.join(folder, `host-${id}.txt`), text);
  }
}
