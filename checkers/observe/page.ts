import type { LabHost } from '../define.ts';
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
  return hostname ? { hostname, framework: field('Framework') ?? '' } : undefined;
}

/**
 * Fetches the page a container serves on its own port 80, from inside its network namespace, so that neither a proxy
 * nor a firewall rule on the host comes between.
 * @param pid the container's first process. @returns undefined when it serves none.
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
