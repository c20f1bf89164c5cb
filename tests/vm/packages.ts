import { type Architecture, isNative } from './architecture.ts';

/**
 * Debian packages that this machine needs for a virtual machine of an architecture, each with a program by which it is recognised. The person
 * who asks for such a machine installs them; nothing else does.
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
