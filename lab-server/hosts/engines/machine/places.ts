/** Where the engine keeps what learners of this machine have. All of it is gone after a reboot, but for `programs` and `sudoers`. */
export const places = {
  /** Learners' homes. */
  learners: '/run/vethlab/learners',
  /** A file that is empty, and that nobody may run. */
  nobodys: '/run/vethlab/learners/nobodys',
  /** Programs that learners run; only root can write there. */
  programs: '/usr/local/libexec/vethlab-learners',
  sudoers: '/etc/sudoers.d/vethlab-learners',
  /** What `npm run lab -- provision` has made of this machine. */
  provisioned: '/var/lib/vethlab/provisioned.json',
} as const;

/** The group of all learners' accounts. */
export const GROUP = 'vethlab-learners';
