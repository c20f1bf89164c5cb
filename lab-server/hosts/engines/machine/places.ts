/** Where the engine keeps what learners of this machine have. All of it except `programs` and `sudoers` is gone after a reboot. */
export const places = {
  /** Learners' homes. */
  learners: '/run/vethlab/learners',
  /** An empty file that nobody may run. */
  nobodys: '/run/vethlab/learners/nobodys',
  /** Programs that learners run; only root can write there. */
  programs: '/usr/local/libexec/vethlab-learners',
  sudoers: '/etc/sudoers.d/vethlab-learners',
  /** What `npm run lab -- provision` has made of this machine. */
  provisioned: '/var/lib/vethlab/provisioned.json',
} as const;

/** The group of all learners' accounts. */
export const GROUP = 'vethlab-learners';
