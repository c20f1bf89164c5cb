import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** How browsers reach a server of ours, as the operator said. */
export interface Reach {
  /** What browsers have in their address line (PUBLIC_URL, PREVIEW_URL). */
  url: URL | undefined;
  /** Addresses and networks of proxies (PROXIES). */
  proxies: readonly string[];
  /** In a container: the addresses from which its own machine asks. */
  machine?: readonly string[];
}

/** Requests that browsers sent over TLS, to us or to a proxy. */
const overTls = new WeakSet<IncomingMessage>();
/** Requests that a proxy has passed on. */
const passedOn = new WeakSet<IncomingMessage>();
/** Requests of the machine around our container. */
const ofMachine = new WeakSet<IncomingMessage>();

/** Whether the browser sent the request over TLS. */
export const isOverTls = (request: IncomingMessage): boolean => overTls.has(request);

/** Whether one of the operator's proxies has passed the request on. */
export const isPassedOn = (request: IncomingMessage): boolean => passedOn.has(request);

/** Whether the machine around our container has sent the request. */
export const isOfMachine = (request: IncomingMessage): boolean => ofMachine.has(request);

/**
 * Looks at requests before anything else does. What a proxy says of a request (X-Forwarded-For, -Proto) is believed only if it comes from an
 * address that the operator named. The request then has the host name that browsers have for us, whatever the proxy put there.
 */
export class Arrivals {
  readonly #url: URL | undefined;
  readonly #proxies = new BlockList();
  readonly #machine: readonly string[];

  constructor({ url, proxies, machine = [] }: Reach) {
    this.#url = url;
    this.#machine = machine;
    for (const one of proxies) {
      const [address = '', prefix] = one.split('/');
      const family = isIPv6(address) ? 'ipv6' : 'ipv4';
      if (prefix === undefined) this.#proxies.addAddress(address, family);
      else this.#proxies.addSubnet(address, Number(prefix), family);
    }
  }

  /** Whether the address is a proxy's. */
  isProxy(address: string): boolean {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return family !== 0 && this.#proxies.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  }

  take(request: IncomingMessage): void {
    const { socket, headers } = request;
    if (this.#machine.includes(plainAddress(socket.remoteAddress))) ofMachine.add(request);
    const isFromProxy = 'x-forwarded-for' in headers && this.isProxy(socket.remoteAddress ?? '');
    if (isFromProxy) {
      passedOn.add(request);
      if (this.#url) headers.host = this.#url.host;
    }
    const scheme = this.#url ? this.#url.protocol.slice(0, -1) : headers['x-forwarded-proto'];
    if (isFromProxy ? scheme === 'https' : (socket as Partial<TLSSocket>).encrypted) overTls.add(request);
  }
}

/** An IPv4 address in its own form, also when a socket of both families maps it into IPv6. */
export const plainAddress = (address = ''): string => address.replace(/^::ffff:/, '');

/** Where proxies are when the operator has said only that there is one: on this machine. */
export const LOOPBACK: readonly string[] = ['127.0.0.0/8', '::1'];
