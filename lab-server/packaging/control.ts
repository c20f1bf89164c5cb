import { hostPackages } from '../setup/packages.ts';
import type { Architecture } from './architecture.ts';

/** The libraries that Node and the addon are linked with (readelf -d), and the oldest C library that has their symbols (readelf -V). */
export const LINKED = ['libatomic1', 'libc6 (>= 2.28)', 'libgcc-s1', 'libstdc++6'];
/** Packages whose programs our scripts call, beside those that making hosts takes: losetup's mount, modprobe. */
const CALLED = ['kmod', 'mount', 'init-system-helpers'];

/** All that a machine must have. hostPackages says what making hosts takes with the default engine. Naming essential packages too does no harm. */
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
