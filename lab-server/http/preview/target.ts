import { isIP } from 'node:net';
import type { TcpPort } from '../../hosts/contract.ts';

/** The text is no address of a page that can be shown. The message says why, fit for the learner. */
export class NoTarget extends Error {
  override name = 'NoTarget';
}

/** A page of a web server that a lab host reaches. */
export interface Target extends TcpPort {
  /** Its path and query. */
  path: string;
}

/**
 * Reads an address as a learner types it: with or without http://, an IPv4 or IPv6 address or localhost, with or without a port.
 * @throws NoTarget
 */
export function targetOf(typed: string): Target {
  const text = typed.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${bracketed(text)}`);
  if (!url)
    throw new NoTarget(
      'This is no address of a page. One looks like http://192.0.2.7:8080/ or http://[2001:db8::7]/.',
    );
  if (url.protocol !== 'http:') throw new NoTarget('Only pages over http can be shown.');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const address = host === 'localhost' ? '127.0.0.1' : host;
  if (isIP(address) === 0) {
    throw new NoTarget(
      `Names such as ${host} are not looked up; use an address, as the lab host's own commands show it.`,
    );
  }
  return { address, port: Number(url.port || 80), path: url.pathname + url.search };
}

/** Written as in the Host header. */
export function authorityOf({ address, port }: TcpPort): string {
  const host = isIP(address) === 6 ? `[${address}]` : address;
  return port === 80 ? host : `${host}:${port}`;
}

/** An IPv6 address that was typed without brackets. */
function bracketed(text: string): string {
  const [, host = '', rest = ''] = /^([^/?#]*)(.*)/s.exec(text) ?? [];
  return isIP(host) === 6 ? `[${host}]${rest}` : text;
}
