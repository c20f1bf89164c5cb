import { readFileSync } from 'node:fs';
import { environment } from '../settings/environment.ts';

/** What a lab server in a container knows of the machine around it. */
export interface Around {
  /** The addresses from which that machine, and nobody else, opens a published port. */
  machine: string[];
}

/**
 * The machine around this container; undefined on a machine, and in a container that has its machine's own network. In a container the variable
 * `container` is set (systemd's Container Interface; Podman and our image do it). A network card whose other end is elsewhere is a veth.
 * @param root stands for `/`.
 */
export function around(variables = environment, root = ''): Around | undefined {
  if (!variables.container) return undefined;
  const read = (file: string) => readFileSync(`${root}${file}`, 'utf8').trim();
  const routes = read('/proc/net/route')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
  // Iface Destination Gateway …; addresses are hexadecimal, with the last byte first (proc_net(5)).
  const byDefault = routes.filter(([, destination]) => destination === '00000000');
  const linked = byDefault.filter(
    ([card]) => read(`/sys/class/net/${card}/iflink`) !== read(`/sys/class/net/${card}/ifindex`),
  );
  if (byDefault.length > linked.length) return undefined;
  return { machine: linked.map(([, , gateway = '']) => dotted(gateway)) };
}

const dotted = (hex: string) =>
  [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.');
