// npm run test:arm64: the parts of vethlab for arm64, its unit tests on that processor, and a lab server there that marks an answer. On
// another processor everything is emulated. It runs on demand only, since it takes long. npm run test:arm64 -- disk tries the disk that boots by
// itself.
import path from 'node:path';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { checkMachines } from '../../lab-server/packaging/elf.ts';
import { ensurePackages, hostPackages } from '../../lab-server/setup/packages.ts';
import { ensureSite } from '../../lab-server/setup/site.ts';
import { architectures } from './architecture.ts';
import { ensureBootDisk, vmFolder } from './disk.ts';
import { tryDiskImage } from './disk-image.ts';
import { ensureEmulator } from './emulator.ts';
import { answerWrongly, solveQuestion } from './learner.ts';
import { ensureModules } from './modules.ts';
import { vmPackages } from './packages.ts';
import { makeProjectDisk, stageProject } from './project-disk.ts';
import { startCheckout } from './served.ts';
import { Trial } from './trial.ts';
import { unitTests } from './unit-tests.ts';

const architecture = architectures.arm64;
const trial = new Trial(architecture);
const { results } = trial;

if (process.argv[2] === 'disk') {
  await tryDiskImage(architecture);
  process.exit();
}

await trial.run(async () => {
  await trial.needs('what emulating takes', async (tell) => {
    await ensurePackages({ ...hostPackages, ...vmPackages(architecture) }, tell);
    await ensureEmulator(architecture);
    await ensureSite(tell);
    return 'there';
  });
  let modules = '';
  await trial.needs('native parts of Node modules', async (tell) => {
    modules = await ensureModules(architecture, tell);
    const files = checkMachines(modules, architecture);
    return `${files.length} programs and libraries, all for arm64: ${files.map((file) => path.basename(file)).join(', ')}`;
  });
  let image = '';
  await trial.needs('lab image', async (tell) => {
    const { root } = await ensureImage(path.join(vmFolder, 'images'), tell, undefined, architecture.node);
    image = path.dirname(root);
    return `built, ${checkMachines(root, architecture).length} programs and libraries, all for arm64`;
  });
  let staged = '';
  const vm = await trial.boot('boot with 1 GB', async (tell) => {
    const boot = await ensureBootDisk(architecture, tell);
    staged = await stageProject('arm64', { image, modules });
    return { architecture, boot, project: await makeProjectDisk(staged), memoryMiB: 1024 };
  });
  const learner = await trial.learner((tell) => startCheckout(vm, architecture, tell));
  await results.try('01-container-systems', () => solveQuestion(learner, '01-container-systems'));
  await results.try('a wrong answer', () => answerWrongly(learner));
  await trial.end();
  // The longest part is last.
  await results.try('unit tests and observers, qemu-aarch64', (tell) =>
    unitTests(staged, architecture, tell),
  );
});
