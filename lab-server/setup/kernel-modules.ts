import type { Found } from '../common/prerequisite.ts';

/** Kernel modules that lab hosts and the frameworks on them need. Each may be built in instead. */
export const kernelModules = [
  'overlay',
  'veth',
  'bridge',
  'macvlan',
  'nf_tables',
  'nft_chain_nat',
  'tun',
  'fuse',
  'loop',
];

/** What a machine says about its modules. */
export interface ModuleTexts {
  /** os.release(). */
  release: string;
  /** /proc/modules; empty in a kernel without modules. */
  loaded: string;
  /** modules.builtin of the running kernel; undefined if the kernel has no folder in /lib/modules. */
  builtIn: string | undefined;
  /** modules.dep of the running kernel. */
  loadable: string | undefined;
}

/** Names with - and with _ mean the same module (modprobe(8)). */
const nameOf = (file: string) =>
  (file.split('/').at(-1) ?? '').replace(/\.ko(\.\w+)?$/, '').replaceAll('-', '_');

/** Whether each module is loaded, built in or available to load. Pure. */
export function lookAtModules(
  names: readonly string[],
  { release, loaded, builtIn, loadable }: ModuleTexts,
): Found {
  if (builtIn === undefined || loadable === undefined) {
    if (loaded.trim() === '') return { seen: 'a kernel without modules: what it has is built in' };
    return {
      seen: `no folder /lib/modules/${release}`,
      mend: 'the kernel was updated since this machine started, and modules of the one that runs are gone: reboot',
    };
  }
  const now = new Set(loaded.split('\n').map((line) => line.split(' ')[0]));
  const inside = new Set(builtIn.split('\n').map(nameOf));
  const there = new Set(loadable.split('\n').map((line) => nameOf(line.split(':')[0] ?? '')));
  const without = names.filter((name) => !now.has(name) && !inside.has(name) && !there.has(name));
  if (without.length > 0) {
    return {
      seen: `no ${without.join(', ')}`,
      mend: `the kernel ${release} has no such module; install one that has (on Debian the package linux-image-${release} brings all of them)`,
    };
  }
  const idle = names.filter((name) => !now.has(name) && !inside.has(name));
  return {
    seen: idle.length === 0 ? 'loaded or built in' : `there; loaded when they are needed: ${idle.join(', ')}`,
  };
}
