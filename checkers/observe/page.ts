import type { LabHost } from '../define.ts';
import { beginningOf } from './bounds.ts';
import type { ObservedContainer } from './container.ts';

/** What the whoami page says of itself. */
export interface WhoamiPage {
  hostname: string;
  framework: string;
}

/** A page and the container that served it. */
export interface ServedPage extends WhoamiPage {
  container: ObservedContainer;
}

/** Reads the page's plain text, as curl gets it. Undefined when it is something else. */
export function parsePage(text: string): WhoamiPage | undefined {
  const field = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(text)?.[1]?.trim();
  const hostname = field('Hostname');
  // Longer host names do not exist (RFC 1123, 2.1), so a page with one is not ours.
  if (!hostname || hostname.length > 255) return undefined;
  return { hostname, framework: beginningOf(field('Framework') ?? '') };
}

/**
 * Fetches the page that a container serves on its own port 80. The request is made inside the container's network namespace, where no proxy and
 * no firewall rule of the host is in the way.
 * @param pid the container's first process. @returns undefined when it serves no page.
 */
export async function readPage(host: LabHost, pid: number): Promise<WhoamiPage | undefined> {
  const argv = ['curl', '-s', '--max-time', '3', '--max-filesize', '65536', 'http://127.0.0.1/'];
  const { code, stdout } = await host.run(argv, { netnsOf: pid });
  return code === 0 ? parsePage(stdout) : undefined;
}

/** The page of each running container that serves one. */
export async function readPages(host: LabHost, running: readonly ObservedContainer[]): Promise<ServedPage[]> {
  const pages = await Promise.all(
    running.map(async (container) => {
      const page = container.pid === undefined ? undefined : await readPage(host, container.pid);
      return page ? [{ container, ...page }] : [];
    }),
  );
  return pages.flat();
}
