import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '../../../common/exec.ts';
import { patient } from '../../../common/patience.ts';
import type { Process } from '../../../common/process.ts';
import { childEnv } from '../../../settings/environment.ts';
import { formAddresses } from './addressing.ts';
import { type HostRecord, processIn } from './host-files.ts';
import type { Lan } from './lan.ts';
import { ipBatch, routerEnv } from './network.ts';

/** ms in which a router must have taken the place of another. */
const LIMIT = 10_000;

/** Puts a running host, on which nobody works yet, from one LAN on another. @returns its new record. */
export async function moveTo(hostDir: string, record: HostRecord, to: Lan): Promise<HostRecord> {
  const router = await replaceRouter(hostDir, record, to);
  const [eth0, eth1] = to.host.macs;
  await ipBatch(record.init.pid, [
    `link set eth0 address ${eth0}`,
    `link set eth1 address ${eth1}`,
    'neigh flush dev eth0',
  ]);
  await formAddresses(record, to);
  return { ...record, lan: to.id, gua: to.gua, ula: to.ula, router };
}

async function replaceRouter(hostDir: string, { router }: HostRecord, to: Lan): Promise<Process> {
  const old = String(router.pid);
  const env = childEnv({ HOST_DIR: hostDir, OLD: old, ...routerEnv(to) });
  const into = ['nsenter', `--mount=/proc/${old}/ns/mnt`, `--net=/proc/${old}/ns/net`];
  const start = 'setsid --fork sh "$ROUTER" < /dev/null >> "$HOST_DIR/router.log" 2>&1';
  await must([...into, 'sh', '-c', start], { env });
  const end = Date.now() + patient(LIMIT);
  const file = path.join(hostDir, 'router.pid');
  for (;;) {
    if (readFileSync(file, 'utf8').trim() !== old) return processIn(file);
    if (Date.now() > end)
      throw new Error(`The LAN's router was not replaced; ${hostDir}/router.log says why.`);
    await sleep(5);
  }
}
