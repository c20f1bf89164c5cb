import { computed, signal } from '@preact/signals';
import type { Network } from '../../../protocol/desk/instructor.ts';
import { goPath } from '../../../protocol/go.ts';
import { isLoopback } from '../../shell/loopback.ts';
import { loadNetwork, openNetwork } from './instructors.ts';

/** The address at which learners open the lab server: one of its addresses on the network, or the address of this page. */
export const joinAddress = signal(globalThis.location ? `${location.origin}/` : '/');

/** Where the lab server listens; undefined until that is known, and when this page's own address is one that others can use. */
const network = signal<Network>();

/** All addresses at which learners open it, best first, when there are several. */
export const joinAddresses = computed(() => network.value?.addresses ?? []);

/**
 * Why nobody but this machine can open the address: the lab server is closed to the network, the machine is in none, or the lab server is in a
 * container and does not know its machine's address.
 */
export const unreached = computed(() =>
  network.value && network.value.addresses.length === 0
    ? network.value.open
      ? network.value.inContainer
        ? 'in-container'
        : 'no-network'
      : 'closed'
    : undefined,
);

/** Asks the lab server for its address, unless this page was opened by one that others can use. */
export async function loadJoinAddress(): Promise<void> {
  if (isLoopback(location.hostname)) take(await loadNetwork());
}

/** Opens the lab server to the network (operators only). @throws ApiProblem */
export async function letOthersIn(): Promise<void> {
  take(await openNetwork(true));
}

function take(now: Network): void {
  network.value = now;
  if (now.addresses.includes(joinAddress.value)) return;
  joinAddress.value = now.addresses[0] ?? `${location.origin}/`;
}

/** The address that asks for the name only. */
export const joinLink = (code: string): string => `${joinAddress.value}?code=${encodeURIComponent(code)}`;

/** The address of an exercise, which asks who is not in the class yet for the name only. */
export const exerciseLink = (exercise: string, code: string): string =>
  new URL(`${goPath(exercise)}?code=${encodeURIComponent(code)}`, joinAddress.value).href;

/** The address without the parts that everyone takes for granted. */
export const shortAddress = (address: string): string => address.replace(/^http:\/\//, '').replace(/\/$/, '');
