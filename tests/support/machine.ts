import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** What of a state folder is still on this machine: mounts, control groups and processes that name it. */
export function leftOvers(stateDir: string, instance: string): string[] {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return [
    ...mounts.filter((line) => line.includes(stateDir)).map((line) => `mount ${line}`),
    ...processes
      .filter((pid) => commandLine(pid).includes(stateDir) || commandLine(pid).includes(instance))
      .map((pid) => `process ${pid} ${commandLine(pid)}`),
    ...[`/run/vethlab/${instance}`].filter((folder) => existsSync(folder)),
    ...['', 'unified', 'memory', 'pids', 'cpu', 'cpuacct']
      .map((name) => `/sys/fs/cgroup/${name}/${instance}`)
      .filter((folder) => existsSync(folder))
      .map((folder) => `cgroup ${folder}`),
  ];
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
