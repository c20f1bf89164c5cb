import { mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { Steps } from '../setup/steps.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { prepareCard, withMemoryController } from './sd-card.ts';

/** Raspberry Pi OS's cmdline.txt, in the form that raspberrypi/linux#3644 shows. */
const CMDLINE =
  'console=serial0,115200 console=tty1 root=PARTUUID=2ab63b31-02 rootfstype=ext4 fsck.repair=yes rootwait quiet splash\n';
const silent = new Steps(undefined, new Writable({ write: (_chunk, _encoding, done) => done() }) as never);

function card(codename = 'trixie') {
  const folder = temporaryFolder();
  const [boot, root] = [path.join(folder, 'bootfs'), path.join(folder, 'rootfs')];
  mkdirSync(boot);
  mkdirSync(path.join(root, 'etc'), { recursive: true });
  writeFileSync(path.join(boot, 'cmdline.txt'), CMDLINE);
  writeFileSync(path.join(root, 'etc/os-release'), `ID=debian\nVERSION_CODENAME=${codename}\n`);
  writeFileSync(path.join(folder, 'bundle.run'), '#!/bin/sh\n');
  return { boot, root, bundle: path.join(folder, 'bundle.run') };
}

test('a card gets the bundle, the memory controller and a service for its first start, once', async () => {
  const { boot, root, bundle } = card();
  for (let times = 0; times < 2; times++) {
    await prepareCard(silent, bundle, { boot, root });
    expect(readFileSync(path.join(boot, 'vethlab.run'), 'utf8')).toBe('#!/bin/sh\n');
    expect(readFileSync(path.join(boot, 'cmdline.txt'), 'utf8')).toBe(
      CMDLINE.replace('\n', ' cgroup_enable=memory\n'),
    );
    const wanted = path.join(root, 'etc/systemd/system/multi-user.target.wants/vethlab-install.service');
    expect(readlinkSync(wanted)).toBe('../vethlab-install.service');
    expect(readFileSync(wanted, 'utf8')).toContain('ExecStart=/bin/sh /boot/firmware/vethlab.run');
  }
});

test('the word that switches the memory controller on comes last, since the last word wins', () => {
  expect(withMemoryController('cgroup_enable=memory cgroup_disable=memory')).toBe(
    'cgroup_enable=memory cgroup_disable=memory cgroup_enable=memory\n',
  );
});

test('a card with another release, and a folder that is no card, are refused', async () => {
  const { bundle, ...old } = card('bookworm');
  await expect(prepareCard(silent, bundle, old)).rejects.toThrow(/is bookworm, and the bundle is for trixie/);
  await expect(prepareCard(silent, bundle, { ...old, boot: old.root })).rejects.toThrow(/no cmdline\.txt/);
});
