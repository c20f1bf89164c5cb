import { signal } from '@preact/signals';
import { loadNetwork } from './instructors.ts';

/** The address at which learners open the lab server: the first of its addresses on the network, or the address of this page. */
export const joinAddress = signal(globalThis.location ? `${location.origin}/` : '/');

/** Asks the lab server for its address, unless this page was opened by one that others can use. */
export async function loadJoinAddress(): Promise<void> {
  if (!/^(localhost|127\.|\[::1\])/.test(location.hostname)) return;
  const { addresses } = await loadNetwork();
  if (addresses[0]) joinAddress.value = addresses[0];
}

/** The address that asks for the name only. */
export const joinLink = (code: string): string => `${joinAddress.value}?code=${encodeURIComponent(code)}`;

/** The address without the parts that everyone takes for granted. */
export const shortAddress = (address: string): string => address.replace(/^http:\/\//, '').replace(/\/$/, '');
