import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '../../exec.ts';
import type { Process } from '../../process.ts';
import { type HostRecord, processIn } from './host-files.ts';
import type { Lan } from './lan.ts';
import { ipBatch, routerEnv } from './network.ts';
import { ID_COUNT } from './oci-config.ts';

/** ms in which addresses of the new LAN must be there. */
const LIMIT = 10_000;

/**
 * Forms the addresses of eth0 anew, from what the router announces now, and waits for them. Switching IPv6 off and on does
 * it at once; nobody else is on this LAN yet, so no time is spent on asking whether somebody has the address.
 * Does nothing where there is no eth0 or it has no IPv6, as in Docker's and Podman's containers; others may still be waiting
 * for their first address.
 */
const READDRESS = `
conf=net.ipv6.conf.eth0
[ "$(sysctl -n $conf.disable_ipv6 2> /dev/null)" = 0 ] || exit 0
solicit=$(sysctl -n $conf.router_solicitation_delay)
sysctl -qw $conf.accept_dad=0 $conf.router_solicitation_delay=0 $conf.disable_ipv6=1
sysctl -qw $conf.disable_ipv6=0
for prefix in "$GUA" "$ULA"; do
  until ip -6 -o addr show dev eth0 scope global | grep -qF " $prefix"; do sleep 0.01; done
done
sysctl -qw $conf.accept_dad=1 $conf.router_solicitation_delay=$solicit
`;

/** Puts a running host, on which nobody works yet, from one LAN on another. @returns its new record. */
export async function moveTo(hostDir: string, record: HostRecord, to: Lan): Promise<HostRecord> {
  const router = await replaceRouter(hostDir, record, to);
  const [eth0, eth1] = to.host.macs;
  await ipBatch(record.init.pid, [
    `link set eth0 address ${eth0}`,
    `link set eth1 address ${eth1}`,
    'neigh flush dev eth0',
  ]);
  const env = {
    ...process.env,
    GUA: to.gua.slice(0, -1),
    ULA: to.ula.slice(0, -1),
  };
  await Promise.all(
    networksOf(record).map((pid) =>
      must(['nsenter', `--net=/proc/${pid}/ns/net`, 'sh', '-euc', READDRESS], { env, timeoutMs: LIMIT }),
    ),
  );
  return { ...record, lan: to.id, router };
}

async function replaceRouter(hostDir: string, { router }: HostRecord, to: Lan): Promise<Process> {
  const old = String(router.pid);
  const env = { ...process.env, HOST_DIR: hostDir, OLD: old, ...routerEnv(to) };
  const into = ['nsenter', `--mount=/proc/${old}/ns/mnt`, `--net=/proc/${old}/ns/net`];
  const start = 'setsid --fork sh "$ROUTER" < /dev/null >> "$HOST_DIR/router.log" 2>&1';
  await must([...into, 'sh', '-c', start], { env });
  const end = Date.now() + LIMIT;
  const file = path.join(hostDir, 'router.pid');
  for (;;) {
    if (readFileSync(file, 'utf8').trim() !== old) return processIn(file);
    if (Date.now() > end)
      throw new Error(`The LAN's router was not replaced; ${hostDir}/router.log says why.`);
    await sleep(5);
  }
}

/** A process in each network namespace of the host: its own, and those of its containers. */
function networksOf({ base }: HostRecord): string[] {
  const pids = new Map<string, string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const uid = Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
      if (uid >= base && uid < base + ID_COUNT) pids.set(readlinkSync(`/proc/${pid}/ns/net`), pid);
    } catch {
      // It ended meanwhile.
    }
  }
  return [...pids.values()];
}
