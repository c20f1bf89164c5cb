import type { Framework } from '../../protocol/scenario.ts';
import type { LabHost } from '../define.ts';
import { look } from './read.ts';

/**
 * The programs of each framework that start a container's first process and stay as its parent. Those of Incus and of LXD are, in the lab
 * image, lxc-start, of which it has two copies that differ (image/customize.sh), and on a machine of its own the daemons' programs.
 */
export const watchers: Record<Framework, readonly string[]> = {
  docker: ['/usr/bin/containerd-shim-runc-v2'],
  podman: ['/usr/bin/conmon'],
  incus: ['/usr/local/libexec/vethlab/incus-start', '/usr/libexec/incus/incusd'],
  lxd: ['/usr/local/libexec/vethlab/lxd-start', '/usr/bin/lxd'],
};

/** Reads a file's size and change time; kernel threads and processes that end meanwhile have no program to read. */
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

/** A process that runs a file like one of the watchers: the same file, or only one of the same size. */
export interface Candidate {
  pid: number;
  framework: Framework;
  /** The watcher that it may be. */
  program: string;
  same: boolean;
}

/**
 * Compares what each process runs with the image's own programs. A file's change time (ctime) can't be set by anyone on
 * the host, unlike its name, its path and its times of access and modification: the same one means the image's file itself.
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

/** Processes that run one of the watchers, as the image has it, by pid. */
export async function readWatchers(host: LabHost): Promise<Map<number, Framework>> {
  const { stdout } = await look(host, [...COMMAND, ...Object.values(watchers).flat()]);
  const found = await Promise.all(
    candidates(parseStat(stdout)).map(async ({ pid, framework, program, same }) => {
      // Installed anew it is another file with the same content.
      const genuine = same || (await isCopy(host, pid, program));
      return genuine ? [[pid, framework] as const] : [];
    }),
  );
  return new Map(found.flat());
}

async function isCopy(host: LabHost, pid: number, program: string): Promise<boolean> {
  return (await host.run(['cmp', '-s', `/proc/${pid}/exe`, program])).code === 0;
}
