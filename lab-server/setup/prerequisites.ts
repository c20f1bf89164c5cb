import { X509Certificate } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import os from 'node:os';
import { existing } from '../common/disk-room.ts';
import { run } from '../common/exec.ts';
import { type Found, gigabytes, missing, type Prerequisite, there } from '../common/prerequisite.ts';
import { pageSize, piModel, power, storage, throttledBits } from '../common/raspberry-pi.ts';
import { readIfThere } from '../common/read-file.ts';
import { inWords, memoryNow, mostHosts } from '../common/room.ts';
import { engines } from '../hosts/engines/registry.ts';
import { environment } from '../settings/environment.ts';
import { set, wrong } from '../settings/given.ts';
import type { Settings } from '../settings/table.ts';
import { readCertificate } from './certificate.ts';
import { commandFor } from './commands.ts';
import { folders } from './folders.ts';
import { installed } from './installed.ts';
import { kernelModules, lookAtModules } from './kernel-modules.ts';
import { holderOf } from './lock.ts';
import { missingPackages, testPackages } from './packages.ts';
import { listenOn, portTrouble } from './port.ts';
import { SetupError } from './setup-error.ts';

/** Bytes of memory: one lab host with all four frameworks, the lab server, and room for the system. */
const LEAST_MEMORY = 0.7e9;

const model = piModel(readIfThere('/proc/device-tree/model'));

const engine = engines.look(environment);
const { kind } = engine;

const browserForTests: Prerequisite = {
  name: 'Browser for tests',
  needed: 'tests',
  look: async () =>
    missingPackages(testPackages).length === 0
      ? there('chromium')
      : missing('no chromium', 'npm test installs it (apt-get install chromium)'),
};

/** What this machine must have for these settings, and for the engine that ENGINE names. */
export const prerequisitesOf = (settings: Settings): Prerequisite[] => [
  { name: 'Settings', needed: 'start', look: lookAtSettings },
  ...(model ? [{ name: 'Machine', needed: 'advice' as const, look: async () => there(model) }] : []),
  {
    name: 'root',
    needed: 'start',
    look: async () =>
      process.getuid?.() === 0
        ? there('yes')
        : missing('no', `start it with sudo: sudo ${commandFor('start')}`),
  },
  {
    name: 'Processor',
    needed: 'start',
    look: async () =>
      process.arch === 'x64' || process.arch === 'arm64'
        ? there(process.arch)
        : missing(process.arch, 'use a machine with an amd64 or arm64 processor and a 64-bit system'),
  },
  {
    name: 'Memory',
    needed: 'start',
    look: async () =>
      os.totalmem() >= LEAST_MEMORY
        ? there(gigabytes(os.totalmem()))
        : missing(gigabytes(os.totalmem()), `use a machine with at least ${gigabytes(LEAST_MEMORY)}`),
  },
  ...kind.prerequisites(folders, commandFor),
  { name: 'Kernel modules', needed: 'advice', look: lookForModules },
  { name: 'Page size', needed: 'advice', look: lookAtPages },
  ...(model ? [{ name: 'Power', needed: 'advice' as const, look: lookAtPower }] : []),
  {
    name: 'Debian packages',
    needed: 'setup',
    look: async () => {
      const wanted = kind.packages;
      const names = missingPackages(wanted);
      return names.length === 0
        ? there(Object.keys(wanted).join(', '))
        : missing(
            `no ${names.join(', ')}`,
            installed
              ? `apt-get install ${names.join(' ')}`
              : `npm start installs them (apt-get install ${names.join(' ')})`,
          );
    },
  },
  {
    name: 'Lab hosts',
    needed: 'advice',
    look: async () => {
      const one = kind.hostMemory;
      const { total } = memoryNow();
      return there(
        `${mostHosts(one)} at once, of ${inWords(one)} each (three quarters of ${inWords(total)})`,
      );
    },
  },
  {
    name: 'What is kept',
    needed: 'advice',
    look: async () => storage((await statfs(existing(folders.made))).type),
  },
  {
    name: 'Port',
    needed: 'start',
    look: async () => {
      const { host, port, previewPort } = listenOn(settings);
      const holder = await holderOf(folders.state);
      if (holder) return there(`of the lab server that runs as process ${holder.pid}`);
      const trouble =
        (await portTrouble({ host, port })) ??
        (previewPort === undefined
          ? undefined
          : await portTrouble({ host, port: previewPort }, 'PREVIEW_PORT'));
      return trouble === undefined ? there(`${host} ${port} is free`) : missing('not free', trouble);
    },
  },
  {
    name: 'Certificate',
    needed: 'start',
    look: async () => {
      try {
        const certificate = readCertificate(settings);
        if (!certificate) return there('none: it speaks plain HTTP');
        return there(`good until ${new X509Certificate(certificate.cert).validTo}`);
      } catch (error) {
        return missing('it cannot be used', (error as Error).message);
      }
    },
  },
  // Tests are a clone's.
  ...(installed ? [] : [browserForTests]),
];

/** @throws SetupError for the first missing thing that npm start does not get by itself. */
export async function checkMachine(settings: Settings, leaveOut: readonly string[] = []): Promise<void> {
  for (const { name, needed, look } of prerequisitesOf(settings)) {
    if (needed !== 'start' || leaveOut.includes(name)) continue;
    const { seen, mend } = await look();
    if (mend !== undefined)
      throw new SetupError(
        ['Port', 'Settings', 'Certificate'].includes(name) ? mend : `${name}: ${seen}; ${mend}.`,
      );
  }
}

async function lookAtSettings(): Promise<Found> {
  const all = { set: [...set, ...engine.set], wrong: [...wrong, ...engine.wrong] };
  if (all.wrong.length > 0)
    return missing('not understood', all.wrong.map(({ message }) => message).join(' '));
  return there(
    all.set.map((variable) => `${variable}=${environment[variable]}`).join(', ') || 'all as they come',
  );
}

async function lookForModules(): Promise<Found> {
  const release = os.release();
  return lookAtModules(kernelModules, {
    release,
    loaded: readIfThere('/proc/modules') ?? '',
    builtIn: readIfThere(`/lib/modules/${release}/modules.builtin`),
    loadable: readIfThere(`/lib/modules/${release}/modules.dep`),
  });
}

async function lookAtPages(): Promise<Found> {
  const { stdout } = await run(['getconf', 'PAGESIZE']);
  return pageSize(Number(stdout), model);
}

/** From the kernel if it has the file, else from Raspberry Pi OS's own tool. */
async function lookAtPower(): Promise<Found> {
  const text =
    readIfThere('/sys/devices/platform/soc/soc:firmware/get_throttled') ??
    (await run(['vcgencmd', 'get_throttled']).then(
      ({ stdout }) => stdout,
      () => '',
    ));
  const bits = throttledBits(text);
  return bits === undefined ? there('not told here (no vcgencmd)') : power(bits);
}
