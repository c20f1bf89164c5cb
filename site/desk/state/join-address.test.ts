import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Network } from '../../../protocol/desk/instructor.ts';

/** What the lab server answers, and how often it was asked. */
let answer: Network;
let asked: number;

/** The state of the desk's page at an address, as the lab server listens. */
async function opened(address: string, network: Network) {
  vi.stubGlobal('location', new URL(address));
  vi.stubGlobal('fetch', async () => {
    asked += 1;
    return Response.json(answer);
  });
  answer = network;
  asked = 0;
  const state = await import('./join-address.ts');
  await state.loadJoinAddress();
  return state;
}

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

const closed: Network = { open: false, fixed: false, inContainer: false, addresses: [] };
const LAN = 'http://192.168.1.5:8080/';
const OTHER = 'http://10.0.0.7:8080/';

test('a loopback address of a closed lab server is said to be one, until it is opened', async () => {
  const state = await opened('http://127.0.0.1:8080/desk/class/', closed);
  expect(state.unreached.value).toBe('closed');
  expect(state.joinLink('ABC-DEF')).toBe('http://127.0.0.1:8080/?code=ABC-DEF');

  answer = { ...closed, open: true, addresses: [LAN] };
  await state.letOthersIn();
  expect(state.unreached.value).toBeUndefined();
  expect(state.joinLink('ABC-DEF')).toBe(`${LAN}?code=ABC-DEF`);
});

test('an open lab server on a machine without a network says that the network is missing', async () => {
  const state = await opened('http://localhost:8080/desk/', { ...closed, open: true, fixed: true });
  expect(state.unreached.value).toBe('no-network');
});

test("a lab server in a container says that it can't know the address", async () => {
  const network = { open: true, fixed: true, inContainer: true, addresses: [] };
  expect((await opened('http://localhost:8080/desk/', network)).unreached.value).toBe('in-container');
  vi.resetModules();
  expect((await opened('http://192.168.1.5:8080/desk/', network)).unreached.value).toBeUndefined();
});

test("of several addresses all can be chosen, and the instructor's choice stays", async () => {
  const network = { ...closed, open: true, fixed: true, addresses: [LAN, OTHER] };
  const state = await opened('http://localhost:8080/desk/', network);
  expect(state.unreached.value).toBeUndefined();
  expect(state.joinAddresses.value).toEqual([LAN, OTHER]);
  expect(state.joinAddress.value).toBe(LAN);
  state.joinAddress.value = OTHER;
  await state.loadJoinAddress();
  expect(state.joinAddress.value).toBe(OTHER);
});

test.each(['https://lab.example.org/desk/', 'https://localhost.example.org/desk/'])(
  'a page that others can open keeps its address: %s',
  async (address) => {
    const state = await opened(address, closed);
    expect(asked).toBe(0);
    expect(state.unreached.value).toBeUndefined();
    expect(state.joinAddress.value).toBe(`${new URL(address).origin}/`);
  },
);
