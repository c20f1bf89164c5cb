import { accessSync, constants } from 'node:fs';

/** What differs between virtual machines of different processors. */
export interface Architecture {
  /** As Debian calls it. */
  name: 'amd64' | 'arm64';
  /** As Node calls it. */
  node: 'x64' | 'arm64';
  /** As Linux calls it. */
  linux: 'x86_64' | 'aarch64';
  kernelPackage: string;
  qemu: string;
  qemuPackage: string;
  /** The board. */
  machine: string;
  /** The processor where it is emulated. */
  emulated: string;
  /** Its serial console. */
  console: string;
}

export const architectures: Record<Architecture['name'], Architecture> = {
  amd64: {
    name: 'amd64',
    node: 'x64',
    linux: 'x86_64',
    kernelPackage: 'linux-image-amd64',
    qemu: 'qemu-system-x86_64',
    qemuPackage: 'qemu-system-x86',
    machine: 'q35',
    emulated: 'max',
    console: 'ttyS0',
  },
  arm64: {
    name: 'arm64',
    node: 'arm64',
    linux: 'aarch64',
    kernelPackage: 'linux-image-arm64',
    qemu: 'qemu-system-aarch64',
    qemuPackage: 'qemu-system-arm',
    machine: 'virt',
    // That of a Raspberry Pi 3.
    emulated: 'cortex-a53',
    console: 'ttyAMA0',
  },
};

/** Whether this machine has the same processor. */
export const isNative = ({ node }: Architecture) => process.arch === node;

/** Arguments of qemu for the quickest way of running it here: the kernel's, KVM, or emulation. */
export function acceleration(architecture: Architecture): { words: 'KVM' | 'emulated'; argv: string[] } {
  if (isNative(architecture) && opens('/dev/kvm')) {
    return { words: 'KVM', argv: ['-accel', 'kvm', '-cpu', 'host'] };
  }
  return { words: 'emulated', argv: ['-accel', 'tcg,thread=multi', '-cpu', architecture.emulated] };
}

function opens(device: string): boolean {
  try {
    accessSync(device, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
