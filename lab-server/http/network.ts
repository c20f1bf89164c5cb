import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { Network as NetworkNow } from '../../protocol/desk/instructor.ts';
import { isLoopback } from './origin.ts';
import { HttpProblem } from './problem.ts';

interface Parts {
  /** The address that the lab server was started on. */
  host: string;
  /** Where browsers reach it, if by a proxy. */
  url: URL | undefined;
  /** Whether its addresses are those of a container, which nobody else reaches. */
  inContainer: boolean;
  isTls: boolean;
  /** Makes the servers that listen on one more address: the lab server's, and that of lab hosts' web pages. */
  servers: { make(): Server; port(): number }[];
  /** A file that exists while the lab server is open, so that a web server that starts anew knows. Undefined: it does not know. */
  openedFile: string | undefined;
  /** Called when it listens on other addresses than before. */
  onChange(): void;
}

/** Opens a lab server that was started for this machine alone to the network, on each address that the machine has by then. Also closes it again. */
export class Network {
  readonly #parts: Parts;
  #servers: Server[] = [];
  /** The addresses that it was opened on. */
  listening: readonly string[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Opens it when an earlier web server had opened it. */
  async begin(): Promise<void> {
    const { openedFile } = this.#parts;
    if (openedFile && existsSync(openedFile)) await this.set(true);
  }

  get now(): NetworkNow {
    const { host, url, inContainer, isTls } = this.#parts;
    const fixed = !isLoopback(host) || url !== undefined;
    const open = fixed || this.#servers.length > 0;
    if (url) return { open, fixed, inContainer, addresses: [url.href] };
    const addresses = open && !inContainer ? addressesOf(fixed ? host : 'each', this.#port, isTls) : [];
    return { open, fixed, inContainer, addresses };
  }

  /** @throws HttpProblem when the address was set at the start, or no address can be opened. */
  async set(open: boolean): Promise<NetworkNow> {
    const { host, url, openedFile } = this.#parts;
    if (url) {
      throw new HttpProblem(
        'network-fixed',
        `Learners open ${url.href}, as PUBLIC_URL said; stop it and start it without.`,
      );
    }
    if (!isLoopback(host)) {
      throw new HttpProblem(
        'network-fixed',
        `It listens on ${host}, as HOST or --class said; stop it and start it without.`,
      );
    }
    await this.close();
    if (openedFile) rmSync(openedFile, { force: true });
    if (!open) {
      this.#parts.onChange();
      return this.now;
    }
    const opened = await Promise.allSettled(ownAddresses().map((address) => this.#listen(address)));
    const failed = opened.find((one) => one.status === 'rejected');
    if (this.#servers.length === 0) {
      const why = failed ? (failed.reason as Error).message : 'this machine has no address but its own';
      throw new HttpProblem(
        'network-fixed',
        `It can't be opened: ${why}. Connect the machine to a network first.`,
      );
    }
    if (openedFile) writeFileSync(openedFile, '');
    this.#parts.onChange();
    return this.now;
  }

  async close(): Promise<void> {
    const servers = this.#servers;
    this.#servers = [];
    this.listening = [];
    await Promise.all(
      servers.map((server) => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        return closed;
      }),
    );
  }

  get #port(): number {
    return this.#parts.servers[0]?.port() ?? 0;
  }

  async #listen(address: string): Promise<void> {
    for (const { make, port } of this.#parts.servers) {
      const server = make();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port(), address, resolve);
      });
      this.#servers.push(server);
    }
    this.listening = [...this.listening, address];
  }
}

/** Addresses by which other machines reach this one: IPv4 first, without link-local ones. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .sort((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => address);
}

/** The addresses at which other machines reach a lab server that listens on `host`; `each` stands for all of this machine's own. */
export function addressesOf(host: string, port: number, isTls = false): string[] {
  if (isLoopback(host)) return [];
  if (host === '0.0.0.0')
    return ownAddresses()
      .filter((address) => !address.includes(':'))
      .map((one) => urlOf(one, port, isTls));
  return (host === '::' || host === 'each' ? ownAddresses() : [host]).map((address) =>
    urlOf(address, port, isTls),
  );
}

/** Leaves out the port when it is the scheme's default. */
export function urlOf(address: string, port: number, isTls = false): string {
  const name = address.includes(':') ? `[${address}]` : address;
  return new URL(`${isTls ? 'https' : 'http'}://${name}:${port}`).href;
}
