import { closeSync, fstatSync, openSync } from 'node:fs';
import { must } from '../../../common/exec.ts';
import { childEnv } from '../../../settings/environment.ts';
import type { HostRecord } from './host-files.ts';
import type { Lan } from './lan.ts';
import { processesOf } from './processes.ts';

/** ms in which a host and its containers must have their addresses. It allows for a router's announcement that is lost and comes again. */
const LIMIT = 30_000;

/** Ends the script if there is no eth0 or it has no IPv6, as in Docker's and rootless Podman's containers. */
const ON_LAN = `
conf=net.ipv6.conf.eth0
[ "$(sysctl -n $conf.disable_ipv6 2> /dev/null)" = 0 ] || exit 0
`;

/**
 * Forms the addresses from what the router announces now, and waits for them; does nothing if they exist already. By itself the kernel
 * takes up to 3 s, mostly to ask whether somebody has the address. Nobody else is on this LAN yet, so that question is left out. If a
 * question to the router is lost, it is asked again after 1 s instead of 4.
 * Switching IPv6 off and on starts this at once. An address can't be used while it is tentative, and the kernel decides a little after
 * the address appears whether to ask: until then the setting must stay.
 */
const FORM = `
has() { ip -6 -o addr show dev eth0 scope global -tentative | grep -qF " $1"; }
has "$GUA" && has "$ULA" && exit 0
delay=$(sysctl -n $conf.router_solicitation_delay) interval=$(sysctl -n $conf.router_solicitation_interval)
sysctl -qw $conf.accept_dad=0 $conf.router_solicitation_delay=0 $conf.router_solicitation_interval=1 $conf.disable_ipv6=1
sysctl -qw $conf.disable_ipv6=0
until has "$GUA" && has "$ULA"; do
  # It ends with its container, and with who waits for it.
  [ -e /proc/sys/net/ipv6/conf/eth0 ] && kill -0 $PPID 2> /dev/null || exit 0
  sleep 0.01
done
sysctl -qw $conf.accept_dad=1 $conf.router_solicitation_delay=$delay $conf.router_solicitation_interval=$interval
`;

/**
 * Makes a host on which nobody works yet, and every container on its LAN, form their addresses. Where a learner has been at work before,
 * containers may be on other networks, and are left to form theirs by themselves.
 * @throws ExecError when there is no router.
 */
export async function formAddresses(
  record: HostRecord,
  { gua, ula }: Lan,
  of: 'host' | 'all' = 'all',
): Promise<void> {
  const env = childEnv({ GUA: gua.slice(0, -1), ULA: ula.slice(0, -1) });
  const networks = networksOf(of === 'all' ? processesOf(record) : [String(record.init.pid)]);
  try {
    await Promise.all(
      networks.map((fd) =>
        must(['nsenter', `--net=/proc/${process.pid}/fd/${fd}`, 'sh', '-euc', ON_LAN + FORM], {
          env,
          timeoutMs: LIMIT,
        }),
      ),
    );
  } finally {
    for (const fd of networks) closeSync(fd);
  }
}

/**
 * Each network namespace of these processes, as an open file. A process in the namespace would not do: it
 * may be a short command that has ended before it is asked.
 */
function networksOf(processes: string[]): number[] {
  const opened = new Map<number, number>();
  for (const pid of processes) {
    try {
      const fd = openSync(`/proc/${pid}/ns/net`, 'r');
      const { ino } = fstatSync(fd);
      if (opened.has(ino)) closeSync(fd);
      else opened.set(ino, fd);
    } catch {
      // The process ended meanwhile.
    }
  }
  return [...opened.values()];
}
