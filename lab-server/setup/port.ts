import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { run } from '../common/exec.ts';
import { LOOPBACK } from '../http/arrival.ts';
import type { Settings } from '../settings/table.ts';
import { commandFor } from './commands.ts';
import { around } from './container.ts';

/** Set by npm run lab -- preview: the pages come from Astro's development server, and changes of the course's files are followed. */
export const followsCourse = process.argv.includes('--preview');

/** All addresses of this machine, IPv6 too if it has the protocol. */
const everywhere = () => (existsSync('/proc/net/if_inet6') ? '::' : '0.0.0.0');

/** Where the lab server and web pages of lab hosts are served, and who may read the figures. */
export function listenOn({ CLASS, HOST, PORT, PREVIEW_PORT, METRICS, ...given }: Settings) {
  const { PUBLIC_URL, PREVIEW_URL, PROXIES, TLS_CERT } = given;
  const container = around();
  return {
    host: HOST ?? (CLASS ? everywhere() : '127.0.0.1'),
    port: PORT,
    ...(PREVIEW_PORT !== undefined && { previewPort: PREVIEW_PORT }),
    ...(PREVIEW_URL !== undefined && { previewUrl: PREVIEW_URL }),
    ...(PUBLIC_URL !== undefined && { publicUrl: PUBLIC_URL }),
    proxies: PROXIES ?? (PUBLIC_URL === undefined ? [] : LOOPBACK),
    tls: TLS_CERT !== undefined,
    ...(container && { around: container }),
    metrics: METRICS,
  };
}

/** What keeps a server from listening there, in words with the way out; undefined if nothing does. */
export async function portTrouble(
  { host, port }: { host: string; port: number },
  setting: 'PORT' | 'PREVIEW_PORT' = 'PORT',
): Promise<string | undefined> {
  const code = await tryToListen(host, port);
  if (code === undefined) return undefined;
  if (code === 'EADDRINUSE') {
    return `port ${port} is in use${await byWhom(port)}; set ${setting} to another (${setting}=${port + 1} ${commandFor('start')}) or stop what holds it.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST=${host} is no address of this machine; leave it out for 127.0.0.1.`;
  }
  return `this machine does not let a server listen on ${host} port ${port} (${code}); set HOST or ${setting} to another.`;
}

/** The lowest port that is drawn; below it lie those that services are given by hand. */
const LOWEST = 20_000;
const MOST_DRAWS = 100;

/**
 * A TCP port of 127.0.0.1 on which nobody listens now. It lies below those that the kernel gives to connections and to servers that ask
 * for any port, so that none of these takes it before it is used.
 *
 * @throws Error if none is found
 */
export async function freePort(): Promise<number> {
  const end = firstEphemeralPort();
  const lowest = end > LOWEST ? LOWEST : 1024;
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const port = randomInt(lowest, end);
    if ((await tryToListen('127.0.0.1', port)) === undefined) return port;
  }
  throw new Error(`none of ${MOST_DRAWS} ports of 127.0.0.1 between ${lowest} and ${end} is free.`);
}

/** Source: ip_local_port_range of the kernel's Documentation/networking/ip-sysctl.rst, by default 32768 to 60999. */
function firstEphemeralPort(): number {
  const [first = ''] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s/);
  return Number(first);
}

function tryToListen(host: string, port: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  server.listen(port, host, () => server.close(() => resolve(undefined)));
  return promise;
}

/** The holder of a listening port as ss (iproute2) tells it: ` by pid 812 (nginx)`; empty if ss does not tell. */
async function byWhom(port: number): Promise<string> {
  const { stdout } = await run(['ss', '-Hltnp', `sport = :${port}`]).catch(() => ({ stdout: '' }));
  const [, name = '', pid] = /users:\(\("([^"]+)",pid=(\d+)/.exec(stdout) ?? [];
  return pid ? ` by pid ${pid} (${commandOf(pid) || name})` : '';
}

/** The holder's command line, or its beginning. Its name would be that of a thread, which Node calls MainThread. */
function commandOf(pid: string): string {
  try {
    const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return [path.basename(program), ...args].join(' ').trim().slice(0, 60);
  } catch {
    return '';
  }
}
