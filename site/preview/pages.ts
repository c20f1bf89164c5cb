import { pageOf } from '../map/page-of.ts';
import type { Wiring } from '../map/wiring.ts';

/** A web page that the host publishes at a port. */
interface OfferedPage {
  url: string;
  /** The containers behind the port, or else the program that holds it. */
  by: string;
}

/** Ports behind which there is no web page: SSH and DNS. */
const OTHERS = new Set([22, 53]);

/** The pages behind the host's open ports, by port. */
export function pagesOn(wiring: Wiring): OfferedPage[] {
  return wiring
    .all('port')
    .filter(({ port }) => !OTHERS.has(port))
    .sort((a, b) => a.port - b.port)
    .flatMap((port) => {
      const url = pageOf(port);
      const names = wiring
        .across(port.id, 'forwards')
        .flatMap((part) => (part.part === 'namespace' ? wiring.containersIn(part.id) : []))
        .map(({ name }) => name);
      return url === undefined ? [] : [{ url, by: names.join(', ') || port.program }];
    });
}
