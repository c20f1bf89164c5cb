/** The course's own words, used by every page's head and header. */
export const course = {
  site: 'vethlab',
  title: 'Containers on the Network',
  pitch:
    'How Docker, Podman, Incus and LXD put containers on the network, learnt on a Linux host of your own where all four are running.',
} as const;
