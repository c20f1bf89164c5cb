import { accessSync, constants } from 'node:fs';
import * as packaging from '../../lab-server/packaging/architecture.ts';

/** Differences between virtual machines of different processors, beside those between packages for them. */
export interface Architecture extends packaging.Architecture {
  kernelPackage: string;
  qemu: string;
  qemuPackage: string;
  /** Debian's emulator, which runs this processor's programs on another. */
  userEmulator: string;
  /** The board. */
  machine: string;
  /** The processor to emulate. */
  emulated: string;
  /** Its serial console. */
  console: string;
  /** What shows its screen, which nobody sees. */
  screen: string[];
  /** UEFI for qemu: its Debian package, its program and its empty memory. */
  uefi: { package: string; code: string; variables: string };
}

export const architectures: Record<Architecture['debian'], Architecture> = {
  amd64: {
    ...packaging.architectureOf('amd64'),
    kernelPackage: 'linux-image-amd64',
    qemu: 'qemu-system-x86_64',
    qemuPackage: 'qemu-system-x86',
    userEmulator: 'qemu-x86_64-static',
    machine: 'q35',
    emulated: 'max',
    console: 'ttyS0',
    screen: ['-device', 'VGA'],
    uefi: {
      package: 'ovmf',
      code: '/usr/share/OVMF/OVMF_CODE_4M.fd',
      variables: '/usr/share/OVMF/OVMF_VARS_4M.fd',
    },
  },
  arm64: {
    ...packaging.architectureOf('arm64'),
    kernelPackage: 'linux-image-arm64',
    qemu: 'qemu-system-aarch64',
    qemuPackage: 'qemu-system-arm',
    userEmulator: 'qemu-aarch64-static',
    machine: 'virt',
    // The processor of a Raspberry Pi 3.
    emulated: 'cortex-a53',
    console: 'ttyAMA0',
    screen: [],
    uefi: {
      package: 'qemu-efi-aarch64',
      code: '/usr/share/AAVMF/AAVMF_CODE.fd',
      variables: '/usr/share/AAVMF/AAVMF_VARS.fd',
    },
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
