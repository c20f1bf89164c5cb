import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '../../../common/exec.ts';
import { patient } from '../../../common/patience.ts';
import { end, isAlive, Process } from '../../../common/process.ts';
import { bareEnv } from '../../../settings/environment.ts';
import { processIn } from './host-files.ts';
import type { Lan } from './lan.ts';
import { ipBatch } from './network.ts';

/** ms in which the router's process must have started. */
const LIMIT = 10_000;

/**
 * Joins the LANs of a class: a network namespace with a cable to each LAN's router and routes between their prefixes, and nothing
 * else. A router, not a bridge: containers of one scenario have the same hardware addresses on every host, and all hosts the same
 * IPv4 address. It outlives the lab server, as hosts do.
 */
export class ClassRouter {
  readonly #file: string;
  #made: Promise<Process> | undefined;

  constructor(stateDir: string) {
    this.#file = path.join(stateDir, 'class-router.json');
  }

  /**
   * Connects a LAN, even if it was connected under other prefixes before.
   * @param peer the only LAN that it reaches; when left out, it reaches all that are connected.
   */
  async connect(lan: Lan, routerPid: number, peer?: Lan): Promise<void> {
    this.#made ??= this.#make();
    const { pid } = await this.#made;
    await this.disconnect(routerPid);
    const cable = nameOf(lan);
    // A host that is about to be cleared away may be on the same LAN.
    if (await hasLink(pid, cable)) await ipBatch(pid, [`link del ${cable}`]);
    await ipBatch(pid, [
      `link add ${cable} type veth peer name class0 netns ${routerPid}`,
      `addr add fe80::1/64 dev ${cable} nodad`,
      `link set ${cable} up`,
      ...[lan.gua, lan.ula].map((prefix) => `route add ${prefix}/64 via fe80::2 dev ${cable}`),
    ]);
    await ipBatch(routerPid, [
      'addr add fe80::2/64 dev class0 nodad',
      'link set class0 up',
      'route add default via fe80::1 dev class0',
    ]);
    await guard(lan, routerPid, peer);
  }

  /** Does nothing if the LAN is not connected. */
  async disconnect(routerPid: number): Promise<void> {
    if (!(await hasLink(routerPid, 'class0'))) return;
    await ipBatch(routerPid, ['link del class0']);
  }

  /** Ends the router, and its cables with it. */
  async close(): Promise<void> {
    const there = await this.#there();
    if (there) await end(there);
    await rm(this.#file, { force: true });
    this.#made = undefined;
  }

  async #there(): Promise<Process | undefined> {
    try {
      const noted = Process.parse(JSON.parse(await readFile(this.#file, 'utf8')));
      return (await isAlive(noted)) ? noted : undefined;
    } catch {
      return undefined;
    }
  }

  async #make(): Promise<Process> {
    const there = await this.#there();
    if (there) return there;
    const pidFile = `${this.#file}.pid`;
    await rm(pidFile, { force: true });
    const hold =
      'sysctl -qw net.ipv6.conf.all.forwarding=1 && echo $$ > "$1.new" && mv "$1.new" "$1" && exec sleep infinity';
    const env = bareEnv({ STATE_DIR: path.dirname(this.#file) });
    await must(
      [
        'sh',
        '-c',
        `setsid --fork unshare --net sh -c '${hold}' sh "$1" < /dev/null > /dev/null 2>&1`,
        'sh',
        pidFile,
      ],
      { env },
    );
    const end = Date.now() + patient(LIMIT);
    while (!existsSync(pidFile)) {
      if (Date.now() > end)
        throw new Error("The router that joins the learners' LANs did not start; LAN=isolated does without.");
      await sleep(5);
    }
    const made = await processIn(pidFile);
    await writeFile(this.#file, JSON.stringify(made));
    await rm(pidFile);
    return made;
  }
}

/** Whether there is a link of this name in the network of this process. */
const hasLink = async (pid: number, name: string) =>
  (await readFile(`/proc/${pid}/net/dev`, 'utf8')).includes(`${name}:`);

/** Name of a cable's end: the kernel takes at most 15 characters. */
const nameOf = ({ gua }: Lan) => `c${gua.replaceAll(':', '').slice(-12)}`;

/** A LAN may send only packets from its own addresses, and none of IPv4, whose addresses are the same on every LAN; with a peer, only to that. */
async function guard({ gua, ula }: Lan, routerPid: number, peer: Lan | undefined): Promise<void> {
  const others = peer && `{ ${peer.gua}/64, ${peer.ula}/64 }`;
  const inRouter = ['nsenter', `--mount=/proc/${routerPid}/ns/mnt`, `--net=/proc/${routerPid}/ns/net`];
  const rules = [
    'table inet class',
    'delete table inet class',
    'table inet class {',
    'chain forward { type filter hook forward priority 0; policy drop',
    `iifname br-lan ip6 saddr { ${gua}/64, ${ula}/64 } ${others ? `ip6 daddr ${others} ` : ''}accept`,
    `iifname class0 ip6 daddr { ${gua}/64, ${ula}/64 } ${others ? `ip6 saddr ${others} ` : ''}accept`,
    '}',
    // Only the LAN itself may speak to its router.
    'chain input { type filter hook input priority 0; policy accept',
    'iifname class0 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept',
    'iifname class0 drop',
    '}',
    '}',
  ];
  await must([...inRouter, 'chroot', '/mnt/view', 'nft', '-f', '-'], { input: `${rules.join('\n')}\n` });
}
