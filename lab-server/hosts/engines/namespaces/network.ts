import path from 'node:path';
import { must } from '../../../common/exec.ts';
import type { Lan } from './lan.ts';

/** The variables that router.sh takes. */
export function routerEnv(lan: Lan): Record<string, string> {
  return {
    ROUTER: path.join(import.meta.dirname, 'router.sh'),
    LAN4: lan.router.ipv4,
    GUA: lan.router.gua,
    ULA: lan.router.ula,
    LAN4_RANGE: lan.dhcp,
    GUA_RANGE: `${lan.gua},ra-only,64`,
    ULA_RANGE: `${lan.ula},ra-only,64`,
  };
}

/**
 * Plugs the host's two network cards into its LAN and gives the first its address, before the host's first program runs.
 * @param packets per second that each card takes.
 */
export async function plugIn(lan: Lan, hostPid: number, routerPid: number, packets: number): Promise<void> {
  const [eth0, eth1] = lan.host.macs;
  const cables = [
    `link add lan0 master br-lan type veth peer name eth0 address ${eth0} netns ${hostPid}`,
    `link add lan1 master br-lan type veth peer name eth1 address ${eth1} netns ${hostPid}`,
    'link set lan0 up',
    'link set lan1 up',
  ];
  await ipBatch(routerPid, cables);
  await limitPackets(routerPid, packets);
  // accept_ra=2: the host forwards for its containers and still listens to the router. addr_gen_mode=0: EUI-64.
  const settings = ['accept_ra=2', 'addr_gen_mode=0'].map((setting) => `net.ipv6.conf.eth0.${setting}`);
  await must(['nsenter', `--net=/proc/${hostPid}/ns/net`, 'sysctl', '-qw', ...settings]);
  await ipBatch(hostPid, [
    `addr add ${lan.host.ipv4} dev eth0`,
    'link set eth0 up',
    `route add default via ${lan.router.ipv4.split('/')[0]}`,
  ]);
}

/** Sets the limit at the router's end of each cable, where nobody on the host can undo it. It takes the image's nft, since the machine may have none. */
async function limitPackets(routerPid: number, packets: number): Promise<void> {
  const chains = ['lan0', 'lan1'].map(
    (cable) =>
      `chain ${cable} { type filter hook ingress device ${cable} priority 0; ` +
      `limit rate over ${packets}/second burst ${packets} packets drop; }`,
  );
  const inRouter = ['nsenter', `--mount=/proc/${routerPid}/ns/mnt`, `--net=/proc/${routerPid}/ns/net`];
  await must([...inRouter, 'chroot', '/mnt/view', 'nft', '-f', '-'], {
    input: `table netdev vethlab {\n${chains.join('\n')}\n}\n`,
  });
}

export async function ipBatch(pid: number, lines: string[]): Promise<void> {
  await must(['nsenter', `--net=/proc/${pid}/ns/net`, 'ip', '-batch', '-'], {
    input: `${lines.join('\n')}\n`,
  });
}
