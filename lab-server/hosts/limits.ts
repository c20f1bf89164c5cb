import { readFileSync } from 'node:fs';
import os from 'node:os';
import { z } from 'zod';

/** What one lab host may take of its machine. */
export interface Limits {
  memoryBytes: number;
  /** Processes and threads. */
  processes: number;
  /** CPU seconds per second. */
  cpus: number;
  /** What can be written on the host, its own files and the frameworks' stores together. */
  diskBytes: number;
  /** Files and sockets that one process may have open; never more than the lab server itself may. */
  files: number;
  /** Packets per second that each of its two network cards takes to the LAN. */
  packets: number;
}

interface Machine {
  /** bytes */
  memory: number;
  processors: number;
}

const [KIB, MIB, GIB] = [2 ** 10, 2 ** 20, 2 ** 30];

/** Limits of one host where nothing is set, by the size of the machine. */
export function defaultLimits({ memory, processors }: Machine = thisMachine()): Limits {
  const memoryBytes = Math.min(GIB, Math.floor(memory / 2));
  return {
    memoryBytes,
    processes: memory < 2 * GIB ? 1000 : 2000,
    cpus: processors * 0.75,
    diskBytes: 2 * GIB,
    files: Math.floor(memoryBytes / (64 * KIB)),
    packets: processors * 20_000,
  };
}

/**
 * The limits that HOST_MEMORY, HOST_PROCESSES, HOST_CPUS, HOST_DISK, HOST_FILES and HOST_PACKETS set; the default for each that
 * is not set.
 * @throws RangeError naming the setting, what may stand there, and what stands there.
 */
export function limitsFrom(env: NodeJS.ProcessEnv = process.env, machine = thisMachine()): Limits {
  const defaults = defaultLimits(machine);
  const read = (
    name: string,
    schema: z.ZodType<number>,
    words: string,
    otherwise: number,
    say: (value: number) => string = String,
  ): number => {
    const setting = env[name];
    if (setting === undefined || setting === '') return otherwise;
    const { data } = schema.safeParse(setting);
    if (data !== undefined) return data;
    throw new RangeError(`${name} must be ${words}, not ${setting}. Leave it out for ${say(otherwise)}.`);
  };
  const count = (name: string, least: number, most: number, otherwise: number) =>
    read(name, number(z.int(), least, most), `a number from ${least} to ${most}`, otherwise);
  const size = (name: string, least: number, most: number, otherwise: number) =>
    read(
      name,
      bytes(least, most),
      `a size from ${inWords(least)} to ${inWords(most)}, as 512M or 1.5G`,
      otherwise,
      inWords,
    );
  return {
    memoryBytes: size('HOST_MEMORY', 256 * MIB, machine.memory, defaults.memoryBytes),
    processes: count('HOST_PROCESSES', 300, 30_000, defaults.processes),
    cpus: read(
      'HOST_CPUS',
      number(z.number(), 0.1, machine.processors),
      `a number of processors from 0.1 to ${machine.processors}`,
      defaults.cpus,
    ),
    diskBytes: size('HOST_DISK', 256 * MIB, 1024 * GIB, defaults.diskBytes),
    files: count('HOST_FILES', 1024, 1_048_576, defaults.files),
    packets: count('HOST_PACKETS', 1000, 10_000_000, defaults.packets),
  };
}

/** Files that a process of the lab server may have open: a host's may have no more where CAP_SYS_RESOURCE is missing. */
export function mostFiles(): number {
  const [, hard = ''] = /^Max open files +\S+ +(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
  return /^\d+$/.test(hard) ? Number(hard) : Number.POSITIVE_INFINITY;
}

const thisMachine = (): Machine => ({ memory: os.totalmem(), processors: os.availableParallelism() });

const number = (kind: z.ZodNumber | z.ZodInt, least: number, most: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(kind.min(least).max(most));

const UNITS = { K: KIB, M: MIB, G: GIB };

const bytes = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?[KMG]$/i)
    .transform((text) =>
      Math.floor(Number.parseFloat(text) * UNITS[text.slice(-1).toUpperCase() as 'K' | 'M' | 'G']),
    )
    .pipe(z.number().min(least).max(most));

/** In whole gibibytes where there are such, else in mebibytes, rounded down. */
const inWords = (size: number) => (size >= GIB ? `${Math.floor(size / GIB)}G` : `${Math.floor(size / MIB)}M`);
