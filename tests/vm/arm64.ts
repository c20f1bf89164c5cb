// npm run test:arm64: what vethlab is made of for arm64, its unit tests on that processor, and a lab server that answers a question on it.
// Where this machine is none of them all is emulated; on demand only, for it takes long.
import path from 'node:path';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { checkMachines } from '../../lab-server/packaging/elf.ts';
import { ensurePackages, hostPackages } from '../../lab-server/setup/packages.ts';
import { ensureSite } from '../../lab-server/setup/site.ts';
import { ApiClient } from '../support/client.ts';
import { architectures } from './architecture.ts';
import { type BootDisk, ensureBootDisk, vmFolder } from './disk.ts';
import { ensureEmulator } from './emulator.ts';
import { answerWrongly, hostReady, solveQuestion } from './learner.ts';
import { Vm } from './machine.ts';
import { ensureModules } from './modules.ts';
import { vmPackages } from './packages.ts';
import { makeProjectDisk, stageProject } from './project-disk.ts';
import { Results } from './results.ts';
import { describe, startCheckout } from './served.ts';
import { unitTests } from './unit-tests.ts';

const architecture = architectures.arm64;
const results = new Results('arm64');
const needed = { needed: true };
let title = 'Debian 13 arm64';
let vm: Vm | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await vm?.destroy();
    process.exit(1);
  });
}

try {
  await results.try(
    'what emulating takes',
    async (tell) => {
      await ensurePackages({ ...hostPackages, ...vmPackages(architecture) }, tell);
      await ensureEmulator(architecture);
      await ensureSite(tell);
      return 'there';
    },
    needed,
  );
  let modules = '';
  await results.try(
    'native parts of Node modules',
    async (tell) => {
      modules = await ensureModules(architecture, tell);
      const files = checkMachines(modules, architecture);
      return `${files.length} programs and libraries, all for arm64: ${files.map((file) => path.basename(file)).join(', ')}`;
    },
    needed,
  );
  let image = '';
  await results.try(
    'lab image',
    async (tell) => {
      const { root } = await ensureImage(path.join(vmFolder, 'images'), tell, undefined, architecture.node);
      image = path.dirname(root);
      return `built, ${checkMachines(root, architecture).length} programs and libraries, all for arm64`;
    },
    needed,
  );
  let staged = '';
  let boot: BootDisk | undefined;
  await results.try(
    'boot with 1 GB',
    async (tell) => {
      boot = await ensureBootDisk(architecture, tell);
      staged = await stageProject('arm64', { image, modules });
      vm = await Vm.boot(
        { architecture, boot, project: await makeProjectDisk(staged), memoryMiB: 1024 },
        tell,
      );
      title = await describe(vm, architecture);
      return title;
    },
    needed,
  );
  await tryAll(vm as unknown as Vm);
  await vm?.destroy();
  // What takes longest is last.
  await results.try('unit tests and observers, qemu-aarch64', (tell) =>
    unitTests(staged, architecture, tell),
  );
} catch (error) {
  console.error(`\nwhat follows was not tried: ${(error as Error).message.slice(0, 300)}`);
} finally {
  await vm?.destroy();
  results.finish(title);
  process.exitCode = results.failed > 0 ? 1 : 0;
}

async function tryAll(machine: Vm): Promise<void> {
  let learner = new ApiClient('');
  await results.try(
    'start of the lab server',
    async (tell) => {
      learner = await startCheckout(machine, architecture, tell);
      return 'open';
    },
    needed,
  );
  await results.try(
    'a learner joins and has a host',
    async (tell) => {
      await learner.join();
      await hostReady(learner, tell);
      return 'ready';
    },
    needed,
  );
  await results.try('01-container-systems', () => solveQuestion(learner, '01-container-systems'));
  await results.try('a wrong answer', () => answerWrongly(learner));
}
