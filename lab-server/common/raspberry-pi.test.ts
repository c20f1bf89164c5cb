import { expect, test } from 'vitest';
import { memoryControllerMend, pageSize, piModel, power, storage, throttledBits } from './raspberry-pi.ts';

test('a Raspberry Pi is known by its device tree', () => {
  expect(piModel('Raspberry Pi 3 Model B Plus Rev 1.3\0')).toBe('Raspberry Pi 3 Model B Plus Rev 1.3');
  expect(piModel('Radxa ROCK 5B\0')).toBeUndefined();
  expect(piModel(undefined)).toBeUndefined();
});

/** /proc/cmdline of a Raspberry Pi 5 with kernel 6.6, without what does not matter here (raspberrypi/linux#6439, December 2024). */
const OFF =
  'reboot=w coherent_pool=1M pci=pcie_bus_safe cgroup_disable=memory numa_policy=interleave root=PARTUUID=0008f858-02 rw rootwait';

test('if the memory controller is switched off, the word to add is named, and its file', () => {
  expect(memoryControllerMend(`${OFF}\n`)).toMatch(
    /^add cgroup_enable=memory to the end .*\/boot\/firmware\/cmdline\.txt/,
  );
});

test('if the word is there and does nothing, the kernel has to change', () => {
  // From the same issue: the kernel of that month no longer knew the word.
  expect(memoryControllerMend(`${OFF} net.ifnames=0 cgroup_memory=1 cgroup_enable=memory`)).toMatch(
    /bring it up to date/,
  );
});

test('if the word comes before the one that switches off, the order is wrong', () => {
  // raspberrypi/linux#6980, July 2025: cgroup_enable=memory cgroup_memory=1 cgroup_disable=memory.
  expect(memoryControllerMend('cgroup_enable=memory cgroup_memory=1 cgroup_disable=memory')).toMatch(
    /comes after/,
  );
});

test('vcgencmd and the kernel give the same bits', () => {
  // vcgencmd: raspberrypi/firmware#615. The kernel's file: custom-components/sensor.rpi_power#6, where it printed 80008.
  expect(throttledBits('throttled=0x50005\n')).toBe(0x50005);
  expect(throttledBits('80008\n')).toBe(0x80008);
  expect(throttledBits('0\n')).toBe(0);
  expect(throttledBits('VCHI initialization failed')).toBeUndefined();
});

test('the bits are put into words, the worst first', () => {
  expect(power(0)).toEqual({ seen: 'enough, and never too hot' });
  expect(power(0x50005).seen).toMatch(/voltage now/);
  expect(power(0x50000).seen).toMatch(/voltage at some time/);
  expect(power(0x80008).seen).toMatch(/hot/);
  expect(power(0x80000).mend).toMatch(/slower/);
  // The clock was capped once, and nothing else happened.
  expect(power(0x20000).mend).toBeUndefined();
});

test('pages of 16 KiB are reported as untried, with the kernel that has others', () => {
  expect(pageSize(4096, undefined)).toEqual({ seen: '4096 bytes' });
  expect(pageSize(16384, 'Raspberry Pi 5 Model B Rev 1.0').mend).toContain('kernel=kernel8.img');
});

test('storage in memory is reported, since what is written there will be lost', () => {
  expect(storage(0xef53).mend).toBeUndefined();
  expect(storage(0x01021994).mend).toMatch(/gone when it is switched off/);
  expect(storage(0x794c7630).mend).toMatch(/raspi-config/);
});
