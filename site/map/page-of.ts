import type { MapPart } from '../../protocol/host-map.ts';

/** The address of the web page that may be behind a port of the host; undefined for any other part. */
export function pageOf(part: MapPart): string | undefined {
  if (part.part !== 'port') return undefined;
  const { addresses, port } = part;
  if (addresses.includes('0.0.0.0') || addresses.includes('127.0.0.1')) return `http://localhost:${port}/`;
  if (addresses.includes('::')) return `http://[::1]:${port}/`;
  const [address = ''] = addresses;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}/`;
}
