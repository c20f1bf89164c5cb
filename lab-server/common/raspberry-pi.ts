import type { Found } from './prerequisite.ts';

/** The model in /proc/device-tree/model, which ends with a NUL; undefined if it names no Raspberry Pi. */
export function piModel(text: string | undefined): string | undefined {
  const model = text?.replace(/\0.*/s, '').trim();
  return model?.startsWith('Raspberry Pi') ? model : undefined;
}

/**
 * The way out if the kernel has no memory controller. The device tree of Raspberry Pi's kernel switches it off
 * (cgroup_disable=memory) to save memory. Words of cmdline.txt come after those and are taken in order, so one more word switches it on
 * (its maintainers in raspberrypi/linux#6980, July 2025; kernels of the weeks before had no such word).
 * @param commandLine /proc/cmdline
 */
export function memoryControllerMend(commandLine: string): string {
  const words = commandLine.trim().split(/\s+/);
  const listed = (name: string) =>
    words.findLastIndex(
      (word) =>
        word.startsWith(`${name}=`) &&
        word
          .slice(name.length + 1)
          .split(',')
          .includes('memory'),
    );
  const [on, off] = [listed('cgroup_enable'), listed('cgroup_disable')];
  if (on > off) {
    return 'the kernel was started with cgroup_enable=memory and has none all the same: bring it up to date (apt-get update, apt-get full-upgrade), then reboot';
  }
  if (on >= 0) {
    return 'cgroup_disable=memory comes after cgroup_enable=memory and wins: put cgroup_enable=memory at the end of the one line of /boot/firmware/cmdline.txt, then reboot';
  }
  return 'add cgroup_enable=memory to the end of the one line of /boot/firmware/cmdline.txt, then reboot';
}

/** Bits of get_throttled. The low ones hold now; the same ones 16 further up held at some time since the start (raspberrypi/linux#2367). */
const UNDER_VOLTAGE = 1 << 0;
const TOO_HOT = (1 << 2) | (1 << 3);
const SINCE_START = 16;

/** Reads `throttled=0x50005`, as vcgencmd prints it, or `50005`, as the kernel's get_throttled file does: both are hexadecimal. */
export function throttledBits(text: string): number | undefined {
  const [, digits] = /^(?:throttled=)?(?:0x)?([0-9a-f]+)\s*$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

/** What the bits say about the power supply and the heat. A supply that is too weak causes errors on the SD card and lost marks. */
export function power(bits: number): Found {
  const before = bits >>> SINCE_START;
  if (bits & UNDER_VOLTAGE) return { seen: 'too little voltage now', mend: SUPPLY };
  if (before & UNDER_VOLTAGE)
    return { seen: 'too little voltage at some time since it was switched on', mend: SUPPLY };
  if (bits & TOO_HOT) return { seen: 'slowed down now, for it is hot', mend: COOLING };
  if (before & TOO_HOT)
    return { seen: 'slowed down at some time since it was switched on, for it was hot', mend: COOLING };
  return { seen: 'enough, and never too hot' };
}

const SUPPLY =
  'use the power supply made for this model, with its own cable, and take off what draws power from its USB ports';
const COOLING = 'give it air, or a heat sink; it works meanwhile, and slower';

/**
 * vethlab and the frameworks were tried with pages of 4 KiB only. A Raspberry Pi 5 starts kernel_2712.img, whose pages have
 * 16 KiB; kernel8.img has pages of 4 KiB (config.txt's documentation, "kernel").
 * @param bytes what getconf PAGESIZE prints
 */
export function pageSize(bytes: number, model: string | undefined): Found {
  const seen = `${bytes} bytes`;
  if (bytes === 4096) return { seen };
  return {
    seen: `${seen}, which was not tried`,
    mend: model
      ? 'where a framework does not start, put kernel=kernel8.img into /boot/firmware/config.txt and reboot: that kernel has pages of 4096 bytes'
      : 'where a framework does not start, use a kernel with pages of 4096 bytes',
  };
}

/** f_type of statfs(2), from linux/magic.h. */
const OVERLAY = 0x794c7630;
const MEMORY = 0x01021994;

/** A Raspberry Pi with a write-protected card has an overlay in memory over it (raspi-config, Performance). */
export function storage(type: number): Found {
  if (type === MEMORY)
    return { seen: 'memory', mend: `what is kept is gone when it is switched off; ${WRITABLE}` };
  if (type === OVERLAY)
    return { seen: 'an overlay', mend: `what is kept may be gone when it is switched off; ${WRITABLE}` };
  return { seen: 'stays' };
}

const WRITABLE =
  'on a Raspberry Pi switch the overlay file system off (raspi-config, Performance Options), else set VAR_DIR to a folder on a disk';
