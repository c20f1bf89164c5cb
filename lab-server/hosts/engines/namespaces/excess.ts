import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { must } from '../../../common/exec.ts';
import { readIfThere } from '../../../common/read-file.ts';
import type { HostId } from '../../contract.ts';
import type { HostCgroups } from '../shared/cgroups.ts';

const [MIB, WEIGH] = [2 ** 20, path.join(import.meta.dirname, 'weigh.pl')];

/** How much the whole machine has of the things that no control group counts. */
export interface Gauges {
  /** Bytes of memory that belong to no process, no file and no table that the kernel names. */
  memory: number;
  /** Part (0 to 1) of all processors' time since the previous look that went into packets (softirq). */
  softirq: number;
  neighbours: number;
  /** Part (0 to 1) of the possible ptys that are in use. */
  ptys: number;
}

/** How much one host has of these things. */
export interface Weight {
  id: HostId;
  bytes: number;
  /** A second. */
  packets: number;
  neighbours: number;
  ptys: number;
  /** Number of processors that its own processes keep busy. */
  processors: number;
}

/** Above these values the hosts are weighed. */
const ALARM = {
  /** Bytes above the least that was ever seen. */
  memory: 192 * MIB,
  softirq: 0.3,
  neighbours: 32_768,
  ptys: 0.5,
};

/** How much one host may have of each thing while the machine has too much of it. tcpdump takes 2 MiB for its ring. */
export const MOST = { bytes: 128 * MIB, packets: 100_000, neighbours: 16_384, ptys: 2048 };
/** Packets that a host's programs send take the host's own processor time; packets that run in a circle take none. */
const IDLE = 0.25;
/** Looks in a row with too many packets until a host is stopped: a host that sends none itself, and a host that does. */
const PATIENCE = { circle: 3, sending: 60 };

/** Most looks between two weighings for memory. */
const PAUSE = 32;

/**
 * Looks that pass until hosts are weighed for memory again, after a number of weighings in a row found none to be the cause. Something else
 * on this machine may be, so they need not be weighed at each look. They are weighed again all the same: a host may have been weighed while
 * it still took what it has now. Pure.
 */
export const pauseAfter = (vain: number): number => Math.min(2 ** vain, PAUSE) - 1;

/** Which gauges are too high. Pure. @param least the fewest bytes of memory that were ever seen. */
export function alarms(gauges: Gauges, least: number): (keyof Gauges)[] {
  const limits: Gauges = { ...ALARM, memory: least + ALARM.memory };
  return (Object.keys(limits) as (keyof Gauges)[]).filter((name) => gauges[name] > limits[name]);
}

/**
 * Which hosts take too much, and why each is stopped, in words for its learner. Pure.
 * @param loud looks in a row at which the machine was busy with packets.
 */
export function tooMuch(
  alarm: readonly (keyof Gauges)[],
  weights: readonly Weight[],
  loud: number,
): Map<HostId, string> {
  const stopped = new Map<HostId, string>();
  const words = (what: string) =>
    `It was stopped: ${what}, which no limit of a lab host counts, and the machine needs it for all. “Reset host” makes a fresh one; your marks stay.`;
  for (const { id, bytes, packets, neighbours, ptys, processors } of weights) {
    const patience = processors < IDLE ? PATIENCE.circle : PATIENCE.sending;
    if (alarm.includes('memory') && bytes > MOST.bytes)
      stopped.set(id, words(`its sockets held ${Math.round(bytes / MIB)} MiB of memory`));
    else if (alarm.includes('softirq') && packets > MOST.packets && loud >= patience) {
      const circle = processors < IDLE ? ' (a loop of bridges without STP does that)' : '';
      stopped.set(
        id,
        words(`${packets.toLocaleString('en')} packets a second ran about in its networks${circle}`),
      );
    } else if (alarm.includes('neighbours') && neighbours > MOST.neighbours)
      stopped.set(id, words(`it had ${neighbours.toLocaleString('en')} entries in its neighbour tables`));
    else if (alarm.includes('ptys') && ptys > MOST.ptys)
      stopped.set(id, words(`it had ${ptys} terminals (ptys) open`));
  }
  return stopped;
}

/** Watches from outside what can't be limited on a host. */
export class Excess {
  #least = Number.POSITIVE_INFINITY;
  #before: Ticks | undefined;
  #loud = 0;
  /** Weighings for memory in a row that found no host, and looks until the next. */
  #vain = 0;
  #pause = 0;
  readonly #used = new Map<HostId, { at: number; seconds: number }>();

  /** @returns the hosts to stop, each with the reason. Call it again and again, with all hosts that are up. */
  async look(hosts: ReadonlyMap<HostId, HostCgroups>): Promise<Map<HostId, string>> {
    const ticks = readTicks();
    const gauges = { ...readGauges(), softirq: this.#before ? shareOf(ticks, this.#before) : 0 };
    this.#before = ticks;
    this.#least = Math.min(this.#least, gauges.memory);
    const alarm = this.#withoutPause(alarms(gauges, this.#least));
    this.#loud = alarm.includes('softirq') ? this.#loud + 1 : 0;
    const processors = await this.#processors(hosts);
    if (alarm.length === 0 || hosts.size === 0) return new Map();
    const args = [...hosts].flatMap(([id, { tree }]) => [id, tree]);
    const printed = await must(['perl', WEIGH, ...args], { timeoutMs: 20_000 });
    const weights = printed
      .trim()
      .split('\n')
      .map((line) => {
        const [id = '', ...numbers] = line.split(' ');
        const [bytes, packets, neighbours, ptys] = Numbers.parse(numbers);
        return { id, bytes, packets, neighbours, ptys, processors: processors.get(id) ?? 0 };
      });
    const stopped = tooMuch(alarm, weights, this.#loud);
    if (alarm.includes('memory')) {
      this.#vain = stopped.size === 0 ? this.#vain + 1 : 0;
      this.#pause = pauseAfter(this.#vain);
    }
    return stopped;
  }

  /** @returns the alarms without that for memory, while there is a pause between two weighings for it. */
  #withoutPause(alarm: (keyof Gauges)[]): (keyof Gauges)[] {
    if (!alarm.includes('memory')) [this.#vain, this.#pause] = [0, 0];
    if (this.#pause === 0) return alarm;
    this.#pause--;
    return alarm.filter((name) => name !== 'memory');
  }

  /** Number of processors that each host has kept busy since the previous look. */
  async #processors(hosts: ReadonlyMap<HostId, HostCgroups>): Promise<Map<HostId, number>> {
    const busy = new Map<HostId, number>();
    for (const [id, cgroups] of hosts) {
      const [seconds, at] = [await cgroups.cpuSeconds().catch(() => 0), performance.now() / 1000];
      const before = this.#used.get(id);
      if (before) busy.set(id, (seconds - before.seconds) / (at - before.at));
      this.#used.set(id, { at, seconds });
    }
    for (const id of this.#used.keys()) if (!hosts.has(id)) this.#used.delete(id);
    return busy;
  }
}

const Numbers = z.tuple([z.coerce.number(), z.coerce.number(), z.coerce.number(), z.coerce.number()]);

/** Processor time in ticks since the boot: all of it, and the part for packets. */
interface Ticks {
  all: number;
  softirq: number;
}

const shareOf = (now: Ticks, before: Ticks) =>
  (now.softirq - before.softirq) / Math.max(1, now.all - before.all);

/** From /proc/stat (proc_stat(5)): user nice system idle iowait irq softirq steal. They include the guests' times. */
function readTicks(): Ticks {
  const numbers = (/^cpu {2}(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1] ?? '')
    .split(' ')
    .map(Number);
  return { all: numbers.slice(0, 8).reduce((sum, one) => sum + one, 0), softirq: numbers[6] ?? 0 };
}

function readGauges(): Omit<Gauges, 'softirq'> {
  const of = (name: string, file: string) =>
    Number(new RegExp(`^${name}:? *(\\d+)`, 'm').exec(file)?.[1] ?? 0);
  const meminfo = readFileSync('/proc/meminfo', 'utf8');
  const named = [
    ...['MemFree', 'Buffers', 'Cached', 'AnonPages', 'SReclaimable', 'KernelStack'],
    ...['PageTables', 'SecPageTables', 'Percpu', 'VmallocUsed', 'Hugetlb'],
  ];
  const known = named.reduce((sum, name) => sum + of(name, meminfo), 0);
  // The first number in each processor's line counts the whole table, in hexadecimal digits. Only the machine's own network has the file: in
  // a container's, neighbours raise no alarm.
  const neighbours = ['arp', 'ndisc'].map((table) =>
    Number.parseInt(readIfThere(`/proc/net/stat/${table}_cache`)?.split('\n')[1]?.slice(0, 8) ?? '0', 16),
  );
  const pty = (name: string) => Number(readFileSync(`/proc/sys/kernel/pty/${name}`, 'utf8'));
  return {
    memory: (of('MemTotal', meminfo) - known) * 1024,
    neighbours: neighbours.reduce((sum, one) => sum + one, 0),
    ptys: pty('nr') / pty('max'),
  };
}
