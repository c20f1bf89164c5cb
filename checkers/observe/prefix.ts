import { BlockList, isIP, isIPv6 } from 'node:net';

/** Whether an address lies in a prefix such as 10.0.0.0/24 or fd00::/64. False when either can't be read. */
export function isWithin(address: string, prefix: string): boolean {
  const [network = '', length = ''] = prefix.split('/');
  if (isIP(address) === 0 || isIP(address) !== isIP(network) || !/^\d+$/.test(length)) return false;
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(network, Number(length), family);
  return list.check(address, family);
}

/** Whether two ways of writing an address mean the same: fd00::1 and fd00:0:0::1. */
export function isSame(one: string, other: string): boolean {
  if (isIP(one) === 0 || isIP(one) !== isIP(other)) return one === other;
  return isWithin(one, `${other}/${isIPv6(other) ? 128 : 32}`);
}
