import type { Asked, Incus } from './api.ts';

/** Keys in the configuration of workers, and of what they are made of. */
export const userKey = {
  /** Has the version of vethlab that the worker is of. */
  worker: 'user.vethlab.worker',
  /** The worker's certificate, in PEM. */
  certificate: 'user.vethlab.certificate',
  /** The port of its member's address. */
  port: 'user.vethlab.port',
  /** The fingerprint of the image that it is made of. */
  image: 'user.vethlab.image',
  /** Of the profile: the fingerprint of the lab server's certificate. */
  labServer: 'user.vethlab.lab-server',
  /** It is being emptied, and comes back. */
  draining: 'user.vethlab.draining',
  /** Of the project: the key of copies of what the lab server keeps. Workers can't read it. */
  copiesKey: 'user.vethlab.copies-key',
} as const;

/** The folder of a worker that its volume is mounted on. */
export const DATA = '/var/lib/vethlab';
/** The folder of a worker with its certificate and the lab server's. */
export const KEYS = '/etc/vethlab/worker';
/** The port in the worker itself. */
export const INNER_PORT = 8443;

/** The same as the manual has for a container of the image: a lab host takes mounts, devices and user ids that an ordinary container may not have. */
export const profileConfig: Readonly<Record<string, string>> = {
  'boot.autostart': 'true',
  'security.privileged': 'true',
  'security.nesting': 'true',
  'raw.lxc': [
    'lxc.apparmor.profile = unconfined',
    'lxc.cgroup.devices.allow = b 7:* rwm',
    'lxc.cgroup2.devices.allow = b 7:* rwm',
  ].join('\n'),
  'environment.WORKER_FOR': `${KEYS}/lab-server.pem`,
  'environment.TLS_CERT': `${KEYS}/own.pem`,
  'environment.TLS_KEY': `${KEYS}/own.key`,
  'environment.HOST': '0.0.0.0',
  'environment.PORT': String(INNER_PORT),
  // Recordings would lie on the worker, where the lab server does not find them.
  'environment.RECORD': 'off',
};

export const sharesLan = (config: Readonly<Record<string, string>>): boolean =>
  config['environment.LAN'] === 'shared';

interface File {
  type: 'file' | 'directory';
  mode: string;
  raw?: NonNullable<Asked['raw']>;
  /** Bytes of a stream. */
  length?: number;
}

/** Makes a file or folder of root's on a worker. @throws IncusError */
export async function putOn(
  incus: Incus,
  query: { project: string },
  worker: string,
  file: string,
  { type, mode, raw = '', length }: File,
): Promise<void> {
  const headers = {
    'X-Incus-type': type,
    'X-Incus-mode': mode,
    'X-Incus-uid': '0',
    'X-Incus-gid': '0',
    'content-type': 'application/octet-stream',
    ...(length !== undefined && { 'content-length': String(length) }),
  };
  await incus.do('POST', `/1.0/instances/${worker}/files`, { query: { ...query, path: file }, raw, headers });
}
