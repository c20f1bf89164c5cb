import type { Scenario } from '../../../../protocol/scenario.ts';
import { seccomp } from './seccomp.ts';

/** What config.json needs to know about one lab host. */
export interface OciHost {
  /** The first of the host's 262,144 ids on this machine. */
  base: number;
  /** Frameworks to start, as lab-init takes them. */
  frameworks: readonly string[];
  /** Number of files that each of its processes may have open. */
  files: number;
  /** Seconds, as lab-daemons takes them. */
  sleepAfter: number;
  /** The scenario's containers, if the host wakes from a rest. */
  wakes?: Scenario['containers'] | undefined;
  /** Whether the machine's kernel has AppArmor. */
  apparmor: boolean;
}

/** The learner's group on the host. */
const PI = 1000;

/** Ids per host: root's own 65,536, two such for Incus and LXD, one for rootless Podman. */
export const ID_COUNT = 262_144;

/**
 * Everything that root may do inside its own user namespace. Capabilities that work only outside (SYS_MODULE, SYS_RAWIO,
 * SYS_TIME, SYSLOG, ...) are left out, and so is SYS_RESOURCE, which the machine itself may lack.
 */
const CAPABILITIES = [
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE',
  'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_CHROOT SYS_PTRACE SYS_ADMIN SYS_NICE MKNOD AUDIT_WRITE SETFCAP',
]
  .join(' ')
  .split(' ')
  .map((name) => `CAP_${name}`);

const bind = (destination: string, source: string) => ({
  destination,
  type: 'bind',
  source,
  options: ['rbind', 'rw'],
});
const device = (path: string, minor: number) => ({
  path,
  type: 'c',
  major: 10,
  minor,
  fileMode: 0o666,
  uid: 0,
  gid: 0,
});

/** The OCI runtime configuration (config.json, spec 1.0.2) of one lab host. Pure. */
export function ociConfig({ base, frameworks, files, sleepAfter, wakes, apparmor }: OciHost) {
  const ids = [{ containerID: 0, hostID: base, size: ID_COUNT }];
  const hidden = ['nosuid', 'noexec', 'nodev'];
  return {
    ociVersion: '1.0.2',
    root: { path: '/mnt/root', readonly: false },
    hostname: 'pi',
    process: {
      terminal: false,
      user: { uid: 0, gid: 0 },
      args: ['/usr/bin/tini', '--', '/usr/local/sbin/lab-init'],
      env: [
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        'HOME=/root',
        'LANG=C.UTF-8',
        `LAB_FRAMEWORKS=${frameworks.join(' ')}`,
        `LAB_SLEEP_AFTER=${sleepAfter}`,
        ...(wakes ? wakeEnv(wakes) : []),
      ],
      cwd: '/',
      // sudo is part of the lesson.
      noNewPrivileges: false,
      // Daemons raise the soft limit to the hard one by themselves. It is 1024 for programs that count on that, such as users of select().
      rlimits: [{ type: 'RLIMIT_NOFILE', soft: Math.min(1024, files), hard: files }],
      // Debian has an AppArmor profile for crun that allows all, and crun's children keep its name. liblxc takes any name for confinement and
      // then starts no container ("Already AppArmor confined"). Processes that enter later have no profile either. crun fails if it is given a
      // profile on a machine without AppArmor.
      ...(apparmor && { apparmorProfile: 'unconfined' }),
      capabilities: { bounding: CAPABILITIES, effective: CAPABILITIES, permitted: CAPABILITIES },
    },
    mounts: [
      // Checks and the map look at the host by processes that not even root there may look into. Whenever netstat met one, it would tell root
      // that it takes root; so those processes are invisible, and the learner's group sees all others as usual (proc(5)).
      { destination: '/proc', type: 'proc', source: 'proc', options: ['hidepid=2', `gid=${PI}`] },
      {
        destination: '/dev',
        type: 'tmpfs',
        source: 'tmpfs',
        options: ['nosuid', 'strictatime', 'mode=755', 'size=64k'],
      },
      {
        destination: '/dev/pts',
        type: 'devpts',
        source: 'devpts',
        options: ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'],
      },
      {
        destination: '/dev/shm',
        type: 'tmpfs',
        source: 'shm',
        options: [...hidden, 'mode=1777', 'size=64m'],
      },
      { destination: '/dev/mqueue', type: 'mqueue', source: 'mqueue', options: hidden },
      { destination: '/sys', type: 'sysfs', source: 'sysfs', options: [...hidden, 'rw'] },
      { destination: '/sys/fs/cgroup', type: 'cgroup2', source: 'cgroup2', options: [...hidden, 'rw'] },
      bind('/run', '/mnt/run'),
      bind('/tmp', '/mnt/tmp'),
      ...['docker', 'incus', 'lxd', 'containers'].map((name) => bind(`/var/lib/${name}`, `/mnt/vol/${name}`)),
    ],
    linux: {
      namespaces: [
        // up.sh made it, with the host's ids mapped.
        { type: 'user', path: '/mnt/userns' },
        ...['pid', 'network', 'ipc', 'uts', 'mount', 'cgroup'].map((type) => ({ type })),
      ],
      uidMappings: ids,
      gidMappings: ids,
      devices: [device('/dev/net/tun', 200), device('/dev/fuse', 229)],
      rootfsPropagation: 'shared',
      seccomp: seccomp(),
      // The kernel lets a nested namespace mount proc only if nothing of it is hidden, not even one file
      // (mount_too_revealing): rootless Podman would fail. Root on the host could also unmount a mask. What these
      // paths would hide is closed to an unprivileged user namespace anyway (tests/host/isolation.test.ts opens them all).
      maskedPaths: [],
      readonlyPaths: [],
    },
  };
}

/** What lab-init goes by when the host wakes. */
function wakeEnv(containers: Scenario['containers']): string[] {
  const list = (some: Scenario['containers']) =>
    some.map(({ framework, name }) => `${framework}/${name}`).join(' ');
  return [
    'LAB_WAKES=1',
    `LAB_OWN=${list(containers)}`,
    `LAB_RUNNING=${list(containers.filter(({ running }) => running))}`,
  ];
}
