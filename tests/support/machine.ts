import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ownerOf } from '../../lab-server/setup/unprivileged.ts';

/** Remains of a state folder on this machine: mounts, control groups and processes that name it, and not another whose name only begins so. */
export function leftOvers(stateDir: string, instance: string): string[] {
  const names = (text: string) =>
    text
      .split(stateDir)
      .slice(1)
      .some((more) => !/^[\w-]/.test(more));
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return [
    ...mounts.filter(names).map((line) => `mount ${line}`),
    ...processes
      .filter((pid) => names(commandLine(pid)) || commandLine(pid).includes(instance))
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

/** The process of a lab server's ordinary user that runs this file of ours. @throws Error unless there is one. */
export function processOf(stateDir: string, file: string): string {
  const owner = String(ownerOf(stateDir));
  const found = readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const [uid] = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.slice(1) ?? [];
      return uid === owner && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(file);
    } catch {
      return false;
    }
  });
  const [pid, ...others] = found;
  if (pid === undefined || others.length > 0)
    throw new Error(`${found.length} processes run ${file}, not one`);
  return pid;
}
