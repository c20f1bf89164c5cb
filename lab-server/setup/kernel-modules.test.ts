import { expect, test } from 'vitest';
import { lookAtModules } from './kernel-modules.ts';

/** Lines of modules.builtin and modules.dep of Debian 13's linux-image-6.12.117+deb13-amd64. The loaded modules are made up, in the form of proc(5). */
const texts = {
  release: '6.12.117+deb13-amd64',
  loaded:
    'veth 45056 0 - Live 0x0000000000000000\nnf_tables 376832 1 nft_chain_nat, Live 0x0000000000000000\n',
  builtIn: 'kernel/arch/x86/platform/intel/iosf_mbi.ko\nkernel/mm/zbud.ko\nkernel/fs/fuse/fuse.ko\n',
  loadable: `kernel/fs/overlayfs/overlay.ko.xz:
kernel/drivers/net/macvtap.ko.xz: kernel/drivers/net/macvlan.ko.xz kernel/drivers/net/tap.ko.xz
kernel/drivers/net/veth.ko.xz:
kernel/net/netfilter/nf_tables.ko.xz: kernel/net/netfilter/nfnetlink.ko.xz kernel/lib/libcrc32c.ko.xz
`,
};

test('modules that are loaded are told from those that are loaded when they are needed', () => {
  expect(lookAtModules(['veth', 'nf_tables', 'overlay', 'fuse', 'macvtap'], texts)).toEqual({
    seen: 'there; loaded when they are needed: overlay, macvtap',
  });
  expect(lookAtModules(['veth', 'nf_tables', 'fuse'], texts)).toEqual({ seen: 'loaded or built in' });
});

test('a module that the kernel does not have is named', () => {
  expect(lookAtModules(['veth', 'bridge'], texts)).toMatchObject({
    seen: 'no bridge',
    mend: expect.stringContaining('6.12.117'),
  });
});

test('after an update of the kernel only a reboot helps', () => {
  const gone = { ...texts, builtIn: undefined, loadable: undefined };
  expect(lookAtModules(['veth'], gone).mend).toMatch(/reboot/);
  expect(lookAtModules(['veth'], { ...gone, loaded: '' }).mend).toBeUndefined();
});
