import type { Framework } from '../../protocol/scenario.ts';
import { type LabHost, ObserveError } from '../define.ts';
import { look } from './read.ts';

/**
 * The programs of each framework that start a container's first process and stay as its parent. For Incus and LXD they are two copies of
 * lxc-start that differ, in the lab image (image/customize.sh), and the daemons' own programs on a shared machine.
 */
export const watchers: Record<Framework, readonly string[]> = {
  docker: ['/usr/bin/containerd-shim-runc-v2'],
  podman: ['/usr/bin/conmon'],
  incus: ['/usr/local/libexec/vethlab/incus-start', '/usr/libexec/incus/incusd'],
  lxd: ['/usr/local/libexec/vethlab/lxd-start', '/usr/bin/lxd'],
};

/** Prints a file's size and change time. There is none for a kernel thread, or for a process that ends meanwhile. */
const COMMAND = ['sh', '-c', 'stat -L -c "%n %s %z" "$@" /proc/[0-9]*/exe 2> /dev/null; :', 'sh'];

interface ProgramFile {
  size: string;
  changed: string;
}

/** What that `stat` (coreutils 9) printed, by path. */
export function parseStat(printed: string): Map<string, ProgramFile> {
  const lines = printed.matchAll(/^(\S+) (\d+) (.+)$/gm);
  return new Map([...lines].map(([, path = '', size = '', changed = '']) => [path, { size, changed }]));
}

/** A process whose program looks like one of the watchers: it is the same file, or a file of the same size. */
export interface Candidate {
  pid: number;
  framework: Framework;
  /** The watcher that it may be. */
  program: string;
  same: boolean;
}

/**
 * Compares the program of each process with the image's own programs. Nobody on the host can set the change time (ctime) of a file, unlike its
 * name, its path and its other times: a file with the same change time is the image's file itself.
 */
export function candidates(files: ReadonlyMap<string, ProgramFile>, programs = watchers): Candidate[] {
  const known = (Object.keys(programs) as Framework[]).flatMap((framework) =>
    programs[framework].map((program) => ({ framework, program, file: files.get(program) })),
  );
  return [...files].flatMap(([path, file]) => {
    const pid = Number(/^\/proc\/(\d+)\/exe$/.exec(path)?.[1]);
    const like = known.find((one) => one.file?.size === file.size);
    if (!pid || !like) return [];
    const { framework, program } = like;
    return [{ pid, framework, program, same: like.file?.changed === file.changed }];
  });
}

/** Programs that are compared, each by a command of its own. */
const MOST_COMPARED = 200;

/** Processes that run one of the watchers, as the image has it, by pid. */
export async function readWatchers(host: LabHost): Promise<Map<number, Framework>> {
  const { stdout } = await look(host, [...COMMAND, ...Object.values(watchers).flat()]);
  const alike = candidates(parseStat(stdout));
  const others = alike.filter(({ same }) => !same).length;
  if (others > MOST_COMPARED) {
    throw new ObserveError(
      `${others} programs on your lab host look like those of a framework, and a check compares ${MOST_COMPARED} at most: end some.`,
    );
  }
  const found = await Promise.all(
    alike.map(async ({ pid, framework, program, same }) => {
      // A package that was installed again has another file with the same content.
      const genuine = same || (await isCopy(host, pid, program));
      return genuine ? [[pid, framework] as const] : [];
    }),
  );
  return new Map(found.flat());
}

async function isCopy(host: LabHost, pid: number, program: string): Promise<boolean> {
  return (await host.run(['cmp', '-s', `/proc/${pid}/exe`, program])).code === 0;
}
