import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { folders } from '../../lab-server/setup/folders.ts';
import { makeCertificate } from '../../lab-server/testing/certificate.ts';
import { until } from './until.ts';

export type ProxyName = 'caddy' | 'nginx' | 'apache';

/** Names in docs/operator.md. */
export const NAMES = ['lab.example.org', 'pages.example.net'] as const;

interface Ports {
  /** The proxy's. */
  tls: number;
  lab: number;
  pages: number;
}

/** The configuration that docs/operator.md prints, with these ports and files for those that it names. */
function printed(name: ProxyName, { tls, lab, pages }: Ports, folder: string): string {
  const manual = readFileSync(path.join(folders.root, 'docs/operator.md'), 'utf8');
  const [, text] = new RegExp(`\`\`\`${name}\n([^]*?)\`\`\``).exec(manual) ?? [];
  if (text === undefined) throw new Error(`docs/operator.md prints no configuration for ${name}`);
  const ours: Record<string, string> = {
    ':8080': `:${lab}`,
    ':8081': `:${pages}`,
    '443': String(tls),
    '/etc/ssl/lab.pem': `${folder}/lab.pem`,
    '/etc/ssl/private/lab.key': `${folder}/lab.key`,
  };
  // All at once: a port of ours may have 443 in it.
  return text.replaceAll(new RegExp(Object.keys(ours).join('|'), 'g'), (one) => ours[one] ?? one);
}

/** What a distribution's own files put around it. */
const around: Record<ProxyName, (text: string, ports: Ports, folder: string) => string> = {
  // Without the Internet it gets no certificates. It waits for its clients when it stops, whose streams would never end.
  caddy: (text, { tls }, folder) =>
    `{\n\tadmin off\n\tgrace_period 1s\n\tauto_https disable_redirects\n\thttps_port ${tls}\n}\n${text.replaceAll(/ \{$/gm, ` {\n\ttls ${folder}/lab.pem ${folder}/lab.key`)}`,
  nginx: (text, _, folder) =>
    `daemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents {}\nhttp {\naccess_log off;\n${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join('\n')}\n${text}}\n`,
  apache: (text, { tls }, folder) =>
    [
      `ServerRoot ${folder}`,
      `PidFile ${folder}/pid`,
      `ErrorLog ${folder}/error.log`,
      'ServerName localhost',
      `Listen 127.0.0.1:${tls}`,
      ...['mpm_event', 'authz_core', 'socache_shmcb', 'ssl', 'proxy', 'proxy_http'].map(
        (one) => `LoadModule ${one}_module /usr/lib/apache2/modules/mod_${one}.so`,
      ),
      'User www-data',
      'Group www-data',
      text,
    ].join('\n'),
};

const commands: Record<ProxyName, (file: string) => string[]> = {
  caddy: (file) => ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'],
  nginx: (file) => ['nginx', '-c', file],
  apache: (file) => ['apache2', '-D', 'FOREGROUND', '-f', file],
};

/** Starts a proxy by the configuration in docs/operator.md. @returns ends it. */
export async function startProxy(name: ProxyName, ports: Ports): Promise<() => Promise<void>> {
  const folder = path.join(folders.made, 'test', `proxy-${name}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  makeCertificate(
    folder,
    'lab',
    NAMES.map((name) => `DNS:${name}`),
  );
  const file = path.join(folder, 'conf');
  writeFileSync(file, around[name](printed(name, ports, folder), ports, folder));
  const [program = '', ...args] = commands[name](file);
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/bin', HOME: folder },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const ended = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`${name} has ended: ${said}`);
      const socket = connect(ports.tls, '127.0.0.1');
      try {
        await once(socket, 'connect');
      } finally {
        socket.destroy();
      }
    }, 20_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
