import { hostPackages } from '../setup/packages.ts';
import type { Architecture } from './architecture.ts';

/** What Node and the addon are linked with (readelf -d), and the oldest C library whose symbols they ask for (readelf -V). */
const LINKED = ['libc6 (>= 2.28)', 'libgcc-s1', 'libstdc++6'];
/** What scripts of ours call beside what making hosts takes: losetup's mount, modprobe. */
const CALLED = ['kmod', 'mount', 'init-system-helpers'];

/** All that a machine must have. Essential packages are named too, which does no harm: hostPackages says what making hosts takes. */
export const depends = [...LINKED, ...Object.keys(hostPackages), ...CALLED];

export interface Release {
  version: string;
  architecture: Architecture['debian'];
  /** KiB that it takes on disk. */
  installedSize: number;
}

/** DEBIAN/control (deb-control(5)). Pure. */
export function control({ version, architecture, installedSize }: Release): string {
  return `Package: vethlab
Version: ${version}
Architecture: ${architecture}
Maintainer: The vethlab developers <vethlab@localhost>
Installed-Size: ${installedSize}
Depends: ${depends.join(', ')}
Recommends: avahi-daemon
Section: education
Priority: optional
Description: hands-on lab courseware for container networking
 Learners open a page, read a short lesson and type into a real terminal on a
 Linux host of their own, on which Docker, Podman, Incus and LXD really run.
 They answer questions about that host and are marked at once.
 .
 It runs on one small machine, without a network and without accounts, for
 people learning alone and for whole classes with an instructor.
`;
}
