import { SharedMachine } from '../support/shared-machine.ts';
import { printRows, type Row } from './figures.ts';

const LEARNERS = 20;
const MIB = 2 ** 20;

/** Measures the memory of the lab server and its learners' terminals, beside four frameworks, on a machine of 1 GiB that all learners share. */
export async function bench(): Promise<void> {
  const machine = await SharedMachine.open('bench-shared');
  const charged = async () => (await machine.lab.engine.usage('pi')).memoryBytes / MIB;
  try {
    const before = await charged();
    // The first start compiles code that later ones find ready.
    await machine.start();
    await machine.stop();
    await machine.start();
    const started = await machine.lab.engine.usage('pi').then(({ memoryBytes }) => memoryBytes / MIB);
    const [none] = await servers(machine);
    for (let i = 0; i < LEARNERS; i++) await machine.join(`Learner ${i}`);
    const [own, whole] = await servers(machine);
    const full = await charged();
    const rows: Row[] = [
      { what: 'charged: four frameworks, four containers', ours: before, unit: 'MiB' },
      { what: 'charged: the lab server with them', ours: started, unit: 'MiB' },
      {
        what: `charged: ${LEARNERS} learners with a terminal too`,
        ours: full,
        unit: 'MiB',
        reach: '<= 1024 MiB',
      },
      { what: 'charged: one more learner', ours: (full - started) / LEARNERS, unit: 'MiB' },
      { what: 'lab server, private, no learner', ours: none ?? 0, unit: 'MiB' },
      { what: `lab server, private, ${LEARNERS} learners`, ours: own ?? 0, unit: 'MiB', reach: '<= 120 MiB' },
      { what: `lab server, PSS, ${LEARNERS} learners`, ours: whole ?? 0, unit: 'MiB' },
      {
        what: 'ended by the kernel for want of memory',
        ours: await machine.lab.timesOutOfMemory('pi'),
        unit: 'times',
      },
    ];
    printRows('One machine of 1 GiB that all learners share', rows);
    await machine.stop();
  } finally {
    await machine.close();
  }
}

/** Private memory and PSS of the lab server's three processes together, in MiB, as /proc/PID/smaps_rollup has it. */
async function servers(machine: SharedMachine): Promise<number[]> {
  const sum = (field: string) => `awk '/^${field}/ { sum += $2 } END { print sum / 1024 }'`;
  const files = '$(pgrep -f "lab-server/(main|web|terminals).ts" | sed "s,.*,/proc/&/smaps_rollup,")';
  const printed = await machine.must(
    `cat ${files} > /tmp/rollups; ${sum('Private_')} /tmp/rollups; ${sum('Pss:')} /tmp/rollups`,
  );
  return printed.trim().split('\n').map(Number);
}
