import type { ApiClient } from '../support/client.ts';
import type { Vm } from './machine.ts';
import { runInTerminal } from './terminal.ts';

/** ms for steps that take seconds on a machine that is not emulated. */
const LIMIT = 15 * 60_000;

/** The kernel's limits of each lab host, and the controllers that the host's own root passes on. */
export async function limitsOf(vm: Vm): Promise<string> {
  const files = ['memory.max', 'pids.max', 'cpu.max', 'cgroup.subtree_control'];
  const said = await vm.must(
    `cd /sys/fs/cgroup/vethlab-*/; for host in */; do cd "$host"; for file in ${files.join(' ')}; do echo "$file $(cat $file)"; done; cd ..; done`,
  );
  const lines = said.split('\n');
  for (const file of files) {
    const line = lines.find((one) => one.startsWith(`${file} `));
    if (!line || /max max$| max \d+$/.test(line) || line === `${file} `)
      throw new Error(`no limit in ${file}: ${said}`);
  }
  const passed = lines.find((line) => line.startsWith('cgroup.subtree_control')) ?? '';
  if (!/cpu.*memory.*pids/.test(passed)) throw new Error(`the host's root can't pass on: ${passed}`);
  return lines.join('; ');
}

/** The host's own cgroups hold a container of Docker to its memory limit. */
export async function dockerLimit(learner: ApiClient): Promise<string> {
  const script = `docker run --rm --memory 64m --cpus 0.5 --pids-limit 50 --entrypoint /bin/sh vethlab/whoami -c 'cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max /sys/fs/cgroup/cpu.max' 2>&1`;
  const { stdout, code } = await runInTerminal(learner, script, LIMIT);
  const said = stdout.trim().split('\n').join(', ');
  if (code !== 0 || said !== '67108864, 50, 50000 100000') throw new Error(`it ended with ${code}: ${said}`);
  return said;
}

/** The kernel ends a process that takes more memory than the host has, and the host goes on. */
export async function memoryLimit(learner: ApiClient): Promise<string> {
  const script = `perl -e 'push @x, "x" x 10_000_000 while 1'; echo ended with $?; docker ps -q | wc -l`;
  const { stdout } = await runInTerminal(learner, script, LIMIT);
  const said = stdout.trim().split('\n').join(', ');
  if (!/ended with 137\b.*, 1$/.test(said)) throw new Error(said);
  return said;
}

/** Nothing of the lab server is left: no cgroup, mount, process or network card. */
export async function nothingLeft(vm: Vm, before: string): Promise<string> {
  const now = await machineState(vm);
  if (now === before) return 'as before the start';
  throw new Error(`before: ${before}; now: ${now}`);
}

/** The parts of a machine in which lab hosts could leave something. */
export function machineState(vm: Vm): Promise<string> {
  // Not all cgroups and mounts are compared, since systemd makes and removes its own meanwhile.
  return vm.must(
    `echo cgroups $(ls -d /sys/fs/cgroup/vethlab-* 2> /dev/null); echo mounts $(grep -cE 'vethlab-|/mnt' /proc/mounts); echo links $(ip -o link | cut -d: -f2); echo loops $(losetup -l -n | wc -l); echo programs $(ps -eo comm= | grep -E '^(dockerd|incusd|lxd|containerd|dnsmasq|tini|node|crun)$')`,
  );
}
