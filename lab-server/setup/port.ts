import { existsSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { run } from '../hosts/exec.ts';
import { commandFor } from './commands.ts';

/** npm start -- --class, or CLASS=on: for a class, whose learners come over the network. */
export const isForClass = process.argv.includes('--class') || process.env.CLASS === 'on';

/** npm run lab -- preview: the pages come from Astro's development server, and the course's files are followed. */
export const isPreview = process.argv.includes('--preview');

/** All addresses of this machine; IPv6 ones too where it has the protocol. */
const everywhere = () => (existsSync('/proc/net/if_inet6') ? '::' : '0.0.0.0');

/**
 * Where the lab server listens: HOST and PORT of the environment, and PREVIEW_PORT for web pages of lab hosts. METRICS=all lets other machines read /metrics too;
 * anything else keeps them to this one.
 */
export const listenOn = {
  host: process.env.HOST || (isForClass ? everywhere() : '127.0.0.1'),
  port: Number(process.env.PORT || 8080),
  ...(process.env.PREVIEW_PORT ? { previewPort: Number(process.env.PREVIEW_PORT) } : {}),
  metrics: process.env.METRICS === 'all' ? ('all' as const) : ('loopback' as const),
};

/** What keeps a server from listening there, as words with the way out; undefined when nothing does. */
export async function portTrouble(
  { host, port }: { host: string; port: number },
  setting: 'PORT' | 'PREVIEW_PORT' = 'PORT',
): Promise<string | undefined> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return `${setting} must be a number from 1 to 65535, not ${process.env[setting]}.`;
  }
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

/** A TCP port of 127.0.0.1 that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function tryToListen(host: string, port: number): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const server = createServer();
  server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  server.listen(port, host, () => server.close(() => resolve(undefined)));
  return promise;
}

/** The holder of a listening port as ss (iproute2) tells it: ` by pid 812 (nginx)`; empty when it does not. */
async function byWhom(port: number): Promise<string> {
  const { stdout } = await run(['ss', '-Hltnp', `sport = :${port}`]).catch(() => ({ stdout: '' }));
  const [, name = '', pid] = /users:\(\("([^"]+)",pid=(\d+)/.exec(stdout) ?? [];
  return pid ? ` by pid ${pid} (${commandOf(pid) || name})` : '';
}

/** Its command line, or the beginning of it: the name alone is that of a thread, which Node calls MainThread. */
function commandOf(pid: string): string {
  try {
    const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return [path.basename(program), ...args].join(' ').trim().slice(0, 60);
  } catch {
    return '';
  }
}
