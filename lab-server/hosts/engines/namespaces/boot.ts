import { spawn } from 'node:child_process';
import { on } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { PlainStep } from '../../../../protocol/host-step.ts';
import type { Scenario } from '../../../../protocol/scenario.ts';
import { must } from '../../../common/exec.ts';
import { patient } from '../../../common/patience.ts';
import { endGroup } from '../../../common/process.ts';
import { currentWork, goOn } from '../../../common/work.ts';
import { bareEnv } from '../../../settings/environment.ts';
import type { Progress, WokenContainer } from '../../contract.ts';
import type { LabImage } from '../../image/build.ts';
import { type Limits, mostFiles } from '../../limits.ts';
import type { HostCgroups } from '../shared/cgroups.ts';
import { diskOf, type HostRecord, MADE, processIn, writeRecord } from './host-files.ts';
import { TEMPLATE_BASE } from './ids.ts';
import type { Lan } from './lan.ts';
import { plugIn, routerEnv } from './network.ts';
import { ociConfig } from './oci-config.ts';

/** Directories of the frameworks that get a volume: they hold overlays of their own, and the kernel takes no overlay as the upper layer of another. */
const VOLUMES = ['docker', 'incus', 'lxd', 'containers'];
/** Most containers whose waking is told. */
const MOST_CONTAINERS = 100;
/** Bytes that a host may print before it is up; its own programs print some hundred. */
const LONGEST_SAID = 64 * 1024;
/** ms in which every framework must answer; a Raspberry Pi 3b+ needs a tenth of it. */
const BOOT_LIMIT = 120_000;

export interface BootPlan {
  hostDir: string;
  image: LabImage;
  /** Directory of the scenario's template; without one the host boots empty. */
  template?: string;
  scenario: Scenario;
  base: number;
  cgroups: HostCgroups;
  limits: Limits;
  /** s until a daemon that nobody uses sleeps; 0 for never. */
  sleepAfter: number;
  lan: Lan;
  /** The host's directory is there, and its disk: the host was at rest. */
  kept?: boolean;
}

/** A host that is up, and what it said of containers that ran before its rest. */
export interface Booted {
  record: HostRecord;
  containers: WokenContainer[];
}

/** Makes the host's directory, starts its router and its first program, and waits until its frameworks answer. */
export async function boot(plan: BootPlan, progress: Progress<PlainStep>): Promise<Booted> {
  const {
    hostDir,
    image,
    template = '',
    scenario,
    base,
    cgroups,
    limits,
    sleepAfter,
    lan,
    kept = false,
  } = plan;
  const frameworks = [...new Set(scenario.containers.map(({ framework }) => framework))];
  await layOut(plan);
  await writeFile(
    path.join(hostDir, 'config.json'),
    JSON.stringify(
      ociConfig({
        base,
        frameworks,
        files: Math.min(limits.files, mostFiles()),
        sleepAfter,
        wakes: kept ? scenario.containers : undefined,
        apparmor: existsSync('/sys/kernel/security/apparmor'),
      }),
    ),
  );
  await cgroups.create(base, limits);
  progress('plugging in the network', 0.1);
  const said = await startScript(plan);
  try {
    const init = await processIn(path.join(hostDir, 'host.pid'));
    const router = await processIn(path.join(hostDir, 'router.pid'));
    await plugIn(lan, init.pid, router.pid, limits.packets);
    await must(['crun', `--root=${hostDir}/crun`, 'start', 'host']);
    progress('starting the frameworks', 0.2);
    const containers = await allUp(said, kept ? [...frameworks, 'woken'] : frameworks, progress);
    const record = {
      image: image.key,
      made: MADE,
      template: path.basename(template),
      scenario,
      base,
      lan: lan.id,
      gua: lan.gua,
      ula: lan.ula,
      init,
      router,
    };
    await writeRecord(hostDir, record);
    return { record, containers };
  } finally {
    said.close();
  }
}

async function layOut({ hostDir, template, limits, kept }: BootPlan): Promise<void> {
  await mkdir(path.join(hostDir, 'crun'), { recursive: true });
  if (template && !kept) await makeDisk(diskOf(hostDir), limits.diskBytes);
}

/** Makes a file system in a file that takes only as much room as is written on it. It has no journal, which would write to the machine's disk all the time. */
async function makeDisk(file: string, bytes: number): Promise<void> {
  await must(['truncate', `--size=${bytes}`, file]);
  await must([
    'mkfs.ext4',
    '-q',
    '-m',
    '0',
    '-O',
    '^has_journal',
    '-E',
    'lazy_itable_init=1,nodiscard',
    file,
  ]);
}

/** The output of the host's first program. Both pipes are the host's for as long as it lives. */
interface Said {
  /** Its lines until `close`, each in an array of its own. */
  lines: AsyncIterable<string[]>;
  /** The end of what it has written to standard error so far. */
  complaint(): string;
  /** Stops listening, since an open pipe would keep this process from ending. The host must print nothing afterwards. */
  close(): void;
}

/** Runs up.sh. */
async function startScript(plan: BootPlan): Promise<Said> {
  const { hostDir, image, template, base, cgroups, lan, kept } = plan;
  const env = bareEnv({
    IMAGE: image.root,
    HOST_DIR: hostDir,
    // A template is made without a disk, since hosts copy from it and nobody writes to it.
    DISK: template ? diskOf(hostDir) : '',
    VOLUMES: VOLUMES.join(' '),
    BASE: String(base),
    TEMPLATE: template ?? '',
    TEMPLATE_BASE: String(TEMPLATE_BASE),
    CGROUPS: cgroups.procs.join(' '),
    HYBRID: cgroups.hybrid ? '1' : '0',
    RUN_SIZE: '64m',
    KEPT: kept ? '1' : '0',
    OVERLAY: path.join(import.meta.dirname, 'overlay.pl'),
    ARCH: process.arch,
    ...routerEnv(lan),
  });
  const script = path.join(import.meta.dirname, 'up.sh');
  goOn();
  // A process group of its own, as each command has.
  const child = spawn('unshare', ['--mount', 'sh', script], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2000);
  });
  let bytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > LONGEST_SAID) said.close();
  });
  // The output is read and kept from the beginning: once the child has ended, Node throws away what nobody reads, and this child ends
  // before the host prints anything.
  const reader = createInterface({ input: child.stdout });
  const said: Said = {
    lines: on(reader, 'line', { close: ['close'] }),
    complaint: () => complaint.trim(),
    close() {
      forget?.();
      reader.close();
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
  let isSetUp = false;
  const forget = currentWork()?.onEnd(() => {
    if (!isSetUp && child.pid) void endGroup(child.pid);
    said.close();
  });
  // 'exit' and not 'close', since the host inherits both pipes.
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  isSetUp = true;
  if (code === 0) return said;
  said.close();
  throw new Error(`The lab host could not be set up (${code}): ${said.complaint()}`);
}

/**
 * Follows lab-init's `step NAME` and `fail WHY` lines until the host and every framework are up.
 * @returns what became of the containers that ran before the host's rest, which a learner's program could have said.
 */
async function allUp(
  said: Said,
  frameworks: string[],
  progress: Progress<PlainStep>,
): Promise<WokenContainer[]> {
  const waiting = new Set(['host', ...frameworks]);
  const containers: WokenContainer[] = [];
  const timer = setTimeout(() => said.close(), patient(BOOT_LIMIT));
  try {
    for await (const [line = ''] of said.lines) {
      if (line.startsWith('fail ')) throw new Error(`The lab host did not start: ${line.slice(5)}`);
      const container = readWoken(line);
      if (container && containers.length < MOST_CONTAINERS) containers.push(container);
      waiting.delete(line.replace(/^step /, ''));
      // A host that wakes is up then, even if one of its frameworks does not answer any more.
      if (waiting.size === 0 || line === 'step woken') return containers;
      if (line === 'step host') continue;
      progress(
        `${frameworks.length - waiting.size} of ${frameworks.length} frameworks answer`,
        0.9 - 0.6 * (waiting.size / frameworks.length),
      );
    }
    throw new Error(
      `The lab host did not start: no answer from ${[...waiting].join(', ')}. ${said.complaint()}`.trim(),
    );
  } finally {
    clearTimeout(timer);
  }
}

function readWoken(line: string): WokenContainer | undefined {
  const [, how, framework, name] =
    /^(back|gone) (docker|podman|incus|lxd) ([A-Za-z0-9][\w.-]{0,127})$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  return { framework: framework as WokenContainer['framework'], name, back: how === 'back' };
}
