// npm run test:vm -- disk, or test:arm64 -- disk: the disk that npm run lab -- image --format disk writes, started by UEFI, and by a BIOS where
// there is one. On the last a learner joins over the network and is marked.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diskImage } from '../../lab-server/packaging/disk-image.ts';
import { writeImages } from '../../lab-server/packaging/image-parts.ts';
import { ensurePackages } from '../../lab-server/setup/packages.ts';
import { Steps } from '../../lab-server/setup/steps.ts';
import * as api from '../../protocol/api/index.ts';
import { ApiClient } from '../support/client.ts';
import { type Architecture, isNative } from './architecture.ts';
import { vmFolder } from './disk.ts';
import { ensureEmulator } from './emulator.ts';
import { type Firmware, ImageVm } from './image-vm.ts';
import { hostReady, solveQuestion } from './learner.ts';
import { vmPackages } from './packages.ts';
import { Results } from './results.ts';

/** ms for steps that take seconds on a machine that is not emulated. */
const LIMIT = 20 * 60_000;
/** What says that root has logged in. */
const PROMPT = /root@vethlab:~# /;

export async function tryDiskImage(architecture: Architecture): Promise<void> {
  const { uefi, debian } = architecture;
  const results = new Results(`disk-${debian}`);
  let disk = '';
  let vm: ImageVm | undefined;
  try {
    await results.try(
      'the disk',
      async (tell) => {
        await ensurePackages({ ...vmPackages(architecture), [uefi.package]: uefi.code }, tell);
        if (!isNative(architecture)) await ensureEmulator(architecture);
        const options = { architecture, output: vmFolder, compress: false };
        [disk = ''] = await writeImages(new Steps(), [diskImage], options);
        return path.basename(disk);
      },
      { needed: true },
    );
    const firmwares: Firmware[] = debian === 'amd64' ? ['UEFI', 'BIOS'] : ['UEFI'];
    for (const firmware of firmwares) {
      await vm?.destroy();
      await results.try(
        `started by ${firmware}`,
        async () => {
          vm = await started(architecture, disk, firmware);
          return vm.must('uname -r');
        },
        { needed: true },
      );
    }
    if (vm) await tryAll(vm, results);
  } catch (error) {
    console.error(`\nwhat follows was not tried: ${(error as Error).message.slice(0, 300)}`);
  } finally {
    await vm?.destroy();
    if (disk !== '') rmSync(disk, { force: true });
    results.finish(`The disk for ${debian}`);
    process.exitCode = results.failed > 0 ? 1 : 0;
  }
}

async function started(architecture: Architecture, disk: string, firmware: Firmware): Promise<ImageVm> {
  const vm = await ImageVm.boot(architecture, disk, firmware);
  try {
    await vm.says(PROMPT, LIMIT);
    return vm;
  } catch (error) {
    await vm.destroy();
    throw error;
  }
}

async function tryAll(vm: ImageVm, results: Results): Promise<void> {
  const learner = new ApiClient(`http://127.0.0.1:${vm.port}`);
  await results.try('all units are well', async () => {
    const failed = await vm.must('systemctl --failed --plain --no-legend --no-pager');
    if (failed !== '') throw new Error(failed);
    return vm.must('df --output=size -h / | tail -n 1');
  });
  await results.try('the lab server serves a class', async (tell) => {
    // An emulated processor is slow.
    const folder = '/etc/systemd/system/vethlab.service.d';
    await vm.must(`printf '[Service]\\nEnvironment=PATIENCE=20\\n' > ${folder}/slow.conf`);
    await vm.must('systemctl daemon-reload && systemctl restart vethlab', LIMIT);
    for (;;) {
      const log = await vm.must('journalctl -u vethlab -o cat --no-pager | tail -n 30');
      const [, code] = /join with the code (\S+)/.exec(log) ?? [];
      if (code) {
        const { status } = await learner.call(api.learner.join, { body: { name: 'Ada', code } });
        if (status !== 201) throw new Error(`joining got ${status}`);
        return code;
      }
      tell(log.split('\n').at(-1) ?? '');
      await sleep(2000);
    }
  });
  await results.try('a learner who comes over the network has a host', async (tell) => {
    await hostReady(learner, tell);
    return 'ready';
  });
  await results.try('and is marked', () => solveQuestion(learner, '05-how-many'));
  await results.try('doctor', async () => {
    const said = await vm.must('vethlab doctor', LIMIT);
    return said.split('\n').at(-1) ?? '';
  });
  await results.try('it switches itself off', async () => {
    await vm.must('systemctl poweroff');
    await vm.isOff(LIMIT);
    return 'off';
  });
}
