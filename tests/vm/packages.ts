import { type Architecture, isNative } from './architecture.ts';

/**
 * Debian packages of this machine that a virtual machine of an architecture takes, each with a program to know it by. They are
 * installed by who asks for such a machine, and by nothing else.
 */
export function vmPackages(architecture: Architecture): Record<string, string> {
  return {
    [architecture.qemuPackage]: architecture.qemu,
    'openssh-client': 'ssh',
    ...(isNative(architecture)
      ? {}
      : { 'qemu-user-static': architecture.userEmulator, 'arch-test': 'arch-test' }),
  };
}
