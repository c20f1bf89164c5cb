import type { Link, LinkAddress } from '../observe/links.ts';
import { isSame } from '../observe/prefix.ts';

/** The kernel's words, as a sentence has them. */
export const KINDS: Record<string, string> = {
  veth: 'end of a veth pair',
  bridge: 'bridge',
  macvlan: 'macvlan interface',
  ether: 'plain interface',
  dummy: 'dummy interface',
  vlan: 'VLAN interface',
  tun: 'tun interface',
};

/** `eth0 is a macvlan interface of br0`. The parent of an interface in another namespace is not known there. */
export function whatIs({ name, type, parent, mode, master }: Link): string {
  const kind = KINDS[type] ?? type;
  const article = /^[aeiou]/.test(kind) ? 'an' : 'a';
  const more = `${parent ? ` of ${parent}` : ''}${mode && mode !== 'bridge' ? ` in mode ${mode}` : ''}`;
  return `${name} is ${type === 'veth' ? 'one' : article} ${kind}${more}${master ? `, a port of ${master}` : ''}`;
}

export const written = ({ address, prefix }: LinkAddress) => `${address}/${prefix}`;

/** Whether that address is meant, which is written with or without its prefix length. */
export function isMeant({ address, prefix }: LinkAddress, is: string): boolean {
  const [wanted = '', length] = is.split('/');
  return isSame(address, wanted) && (length === undefined || Number(length) === prefix);
}
