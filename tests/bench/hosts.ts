import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processesOf } from '../../lab-server/hosts/engines/namespaces/processes.ts';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { Lab, type TestHost } from '../support/lab.ts';
import { printRows, type Row, timed } from './figures.ts';

/** With how many hosts memory is measured; as many as fit. */
const COUNTS = [1, 4, 8, 16];
/** Bytes that must be free for each host that is started. */
const ROOM = 256 * 2 ** 20;
const MIB = 2 ** 20;

/** Measures how long a start and a reset of a host take, and how much memory one more host takes, with its daemons awake and asleep. */
export async function bench(): Promise<void> {
  const lab = await Lab.open('bench-hosts');
  try {
    await lab.host('warm-up');
    await lab.engine.destroy('warm-up');
    const start = await timed(() => lab.host('host-0'));
    const reset = await timed(() => lab.engine.reset('host-0', lesson, 'host-0', () => {}));
    const ensure = await timed(() => lab.host('host-0'));
    printRows('Hosts, all four frameworks, every container serving', [
      { what: 'start, template there', ours: start, unit: 'ms' },
      { what: 'reset, cold', ours: reset, unit: 'ms', reach: '<= 4000 ms' },
      { what: 'ensure of one that is up', ours: ensure, unit: 'ms' },
    ]);
    await memory(lab);
  } finally {
    await lab.close();
  }
}

/** So many hosts, first with all daemons awake, then asleep. */
interface Measured {
  count: number;
  awake: Memory;
  asleep: Memory;
}

async function memory(lab: Lab): Promise<void> {
  const hosts: TestHost[] = [];
  const measured: Measured[] = [];
  const wakes: { command: string; asleep: number; awake: number }[] = [];
  for (const count of COUNTS) {
    while (hosts.length < count && os.freemem() > ROOM) hosts.push(await lab.host(`host-${hosts.length}`));
    if (hosts.length < count) break;
    const ids = hosts.map(({ id }) => id);
    await Promise.all(hosts.map(wake));
    const awake = memoryOf(lab, ids);
    await Promise.all(hosts.map(sleep));
    measured.push({ count, awake, asleep: memoryOf(lab, ids) });
    const [first] = hosts;
    if (count > 1 || !first) continue;
    for (const command of WAKING) {
      wakes.push({
        command,
        asleep: await timed(() => first.learnerMust(command)),
        awake: await timed(() => first.learnerMust(command)),
      });
    }
  }
  printRows(
    'Memory of all hosts together; the reference is the same with their daemons awake',
    measured.flatMap(({ count, awake, asleep }) =>
      (['private', 'pss'] as const).map((kind) => ({
        what: `${kind === 'pss' ? 'PSS' : kind}, ${count === 1 ? 'one host' : `${count} hosts`}, asleep`,
        ours: total(asleep, kind) / MIB,
        reference: total(awake, kind) / MIB,
        unit: 'MiB',
      })),
    ),
  );
  // A single host has memory for itself that others would share with it.
  const shared = measured.filter(({ count }) => count > 1);
  const [from, to] = [shared.length > 1 ? shared[0] : measured[0], measured.at(-1)];
  if (from && to && from !== to) {
    printRows(
      `One more host, by what ${to.count} take over ${from.count}: private memory; the reference is PSS`,
      slopes(from, to),
    );
  }
  printRows(
    'The first command after a sleep; the reference is the same again',
    wakes.map(({ command, asleep, awake }) => ({
      what: command,
      ours: asleep,
      reference: awake,
      unit: 'ms',
    })),
  );
}

const WAKING = ['docker ps', 'incus ls', 'lxc ls'];
const DAEMONS = /^(dockerd|containerd|incusd|lxd) /;

async function wake(host: TestHost): Promise<void> {
  await host.learnerMust(`${WAKING.join(' && ')} > /dev/null`);
  // Go gives back the memory that the start took within the next seconds, by its own clock.
  await pause(5000);
}

async function sleep(host: TestHost): Promise<void> {
  const daemonsUp = async () => {
    const { stdout } = await host.trusted.run(['ps', '-eww', '-o', 'args=']);
    return stdout.split('\n').some((args) => DAEMONS.test(`${args} `));
  };
  while (await daemonsUp()) {
    await host.learnerMust("sudo pkill -USR1 -f '^/usr/bin/perl /usr/local/sbin/lab-daemons'");
    await pause(500);
  }
}

/** Bytes by the name of the program, of all hosts asked for. */
type Memory = Map<string, { private: number; pss: number }>;

const total = (memory: Memory, kind: 'private' | 'pss') =>
  [...memory.values()].reduce((sum, one) => sum + one[kind], 0);

/** One row for each program, the largest first, and their sums. */
function slopes(from: Measured, to: Measured): Row[] {
  const each = to.count - from.count;
  const slope = (state: 'awake' | 'asleep', kind: 'private' | 'pss', name: string) =>
    ((to[state].get(name)?.[kind] ?? 0) - (from[state].get(name)?.[kind] ?? 0)) / each / MIB;
  const sum = (state: 'awake' | 'asleep', kind: 'private' | 'pss') =>
    (total(to[state], kind) - total(from[state], kind)) / each / MIB;
  return (['awake', 'asleep'] as const).flatMap((state): Row[] => [
    {
      what: `${state}, all`,
      ours: sum(state, 'private'),
      reference: sum(state, 'pss'),
      unit: 'MiB',
      reach: state === 'awake' ? '<= 110 MB private' : '<= 30 MB private',
    },
    ...[...to[state].keys()]
      .map((name) => ({
        what: `${state}, ${name}`,
        ours: slope(state, 'private', name),
        reference: slope(state, 'pss', name),
        unit: 'MiB',
      }))
      .sort((a, b) => b.ours - a.ours),
  ]);
}

/** Memory of every process of these hosts, as /proc/PID/smaps_rollup has it. */
function memoryOf(lab: Lab, ids: readonly string[]): Memory {
  const memory: Memory = new Map();
  for (const id of ids) {
    const record = JSON.parse(readFileSync(path.join(lab.stateDir, 'hosts', id, 'host.json'), 'utf8'));
    for (const pid of processesOf(record)) {
      try {
        add(memory, programOf(pid), readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
      } catch {
        // It ended meanwhile.
      }
    }
  }
  return memory;
}

function add(memory: Memory, name: string, rollup: string): void {
  const bytes = (field: string) =>
    1024 * Number(new RegExp(`^${field}: +(\\d+)`, 'm').exec(rollup)?.[1] ?? 0);
  const so = memory.get(name) ?? { private: 0, pss: 0 };
  so.private += bytes('Private_Clean') + bytes('Private_Dirty');
  so.pss += bytes('Pss');
  memory.set(name, so);
}

/** The program of a process: the first word of its command line, or the script that an interpreter runs. */
function programOf(pid: string): string {
  const [line = ''] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0\0');
  if (line.startsWith('[lxc monitor]'))
    return line.includes('/incus/') ? 'lxc monitor (Incus)' : 'lxc monitor (LXD)';
  const [first = '', second = ''] = line.split('\0');
  const name = path.basename(first);
  return name === 'perl' ? `${path.basename(second)} (perl)` : name.replace(/-runc-v2$/, '');
}
