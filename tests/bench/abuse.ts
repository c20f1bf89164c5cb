import { setTimeout as sleep } from 'node:timers/promises';
import { type IPty, spawn } from 'node-pty';
import { lesson } from '../../lab-server/hosts/scenario.ts';
import { Lab } from '../support/lab.ts';
import { percentile, printRows, type Row } from './figures.ts';

const KEYS = 150;
/** ms between two keys of a person who types fast. */
const BETWEEN = 20;
/** ms that an abuse has to get going. */
const HEAD_START = 3000;
/** Terminals that the lab server lets one learner have. */
const TERMINALS = 8;

const bomb = 'bomb() { bomb | bomb & }; bomb; sleep 60';
const sockets =
  'ulimit -n $(ulimit -Hn); while :; do for i in $(seq 10000); do exec {s}<> /dev/tcp/127.0.0.1/8888 || break; done; sleep 1; done';

/** The abuses of one learner. Each is a set of command lines that run at once, each in a terminal. */
const abuses: Record<string, string[]> = {
  'nothing else': [],
  'fork bomb': [bomb],
  'memory hog': ['while :; do head -c 4G /dev/zero | tail > /dev/null; done'],
  'yes on every processor': Array(4).fill('yes > /dev/null'),
  'disk filler': ['while :; do cat /dev/zero > ~/full; rm ~/full; done'],
  '10,000 sockets': [sockets],
  'flood of packets': [
    'sudo nping --udp -p 9 --rate 1000000 -c 0 192.168.1.1 -q',
    'sudo ping -q -f 192.168.1.1',
  ],
  'flood of containers': [
    'while :; do docker run -d vethlab/whoami; podman run -d vethlab/whoami; done > /dev/null',
  ],
  'flood of terminals': Array(TERMINALS).fill('yes'),
};

/** Measures how quickly another learner's terminal echoes a key while one learner does their worst, beside the same on an idle machine. */
export async function bench(): Promise<void> {
  const lab = await Lab.open('bench-abuse');
  const open = (id: string, command?: string): IPty => {
    const { file, args, env } = lab.engine.shell(id, command);
    return spawn(file, args, { env, cols: 80, rows: 24 });
  };
  try {
    await Promise.all([lab.host('ada'), lab.host('mallory')]);
    const rows: Row[] = [];
    let quiet: number[] | undefined;
    for (const [what, commands] of Object.entries(abuses)) {
      const terminals = commands.map((command) => open('mallory', command));
      for (const terminal of terminals) terminal.onData(() => {});
      await sleep(HEAD_START);
      const times = await echoes(open('ada'));
      quiet ??= times;
      for (const p of [50, 99]) {
        const reach = p === 99 ? { reach: '< 100 ms' } : {};
        rows.push({
          what: `${what}, p${p}`,
          ours: percentile(times, p),
          reference: percentile(quiet, p),
          unit: 'ms',
          ...reach,
        });
      }
      if (commands.length > 0) await lab.engine.reset('mallory', lesson, 'mallory', () => {});
    }
    printRows(
      `Echo in a terminal of another learner, ${KEYS} keys each; the reference is with nothing else`,
      rows,
    );
  } finally {
    await lab.close();
  }
}

/** ms from each key to its echo. */
async function echoes(terminal: IPty): Promise<number[]> {
  let hear: (data: string) => void = () => {};
  terminal.onData((data) => hear(data));
  const shows = (text: string) =>
    new Promise<void>((resolve) => {
      hear = (data) => data.includes(text) && resolve();
    });
  await shows('$ ');
  const times: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    await sleep(BETWEEN);
    const echoed = shows('x');
    const began = performance.now();
    terminal.write('x');
    await echoed;
    times.push(performance.now() - began);
  }
  terminal.kill();
  return times;
}
