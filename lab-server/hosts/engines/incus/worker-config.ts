/** Keys in a worker's configuration by which it is known. */
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
} as const;

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
