// npm run test:vm: vethlab's Debian package in a virtual machine with Debian 13, that is with systemd and cgroup v2 alone. On demand only,
// for without KVM it takes long. npm run test:vm -- checkout tries the checkout in place of the package.
import path from 'node:path';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { architectureOf } from '../../lab-server/packaging/architecture.ts';
import { buildDeb } from '../../lab-server/packaging/deb.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { ensurePackages, hostPackages } from '../../lab-server/setup/packages.ts';
import { ensureSite } from '../../lab-server/setup/site.ts';
import { Steps } from '../../lab-server/setup/steps.ts';
import { ApiClient } from '../support/client.ts';
import { architectures } from './architecture.ts';
import { dockerLimit, limitsOf, machineState, memoryLimit, nothingLeft } from './cgroups.ts';
import { type BootDisk, ensureBootDisk, vmFolder } from './disk.ts';
import { answerWrongly, hostReady, QUESTIONS, solveQuestion } from './learner.ts';
import { Vm } from './machine.ts';
import { vmPackages } from './packages.ts';
import { makeProjectDisk, stagePackage, stageProject } from './project-disk.ts';
import { Results } from './results.ts';
import { describe, startCheckout, startPackage } from './served.ts';

const architecture = architectures.amd64;
const isCheckout = process.argv[2] === 'checkout';
const results = new Results('amd64');
const needed = { needed: true };
let title = 'Debian 13 amd64';
let vm: Vm | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await vm?.destroy();
    process.exit(1);
  });
}

try {
  let boot: BootDisk | undefined;
  let project = '';
  await results.try(
    'what it takes',
    async (tell) => {
      await ensurePackages({ ...hostPackages, ...vmPackages(architecture) }, tell);
      await ensureSite(tell);
      const image = await ensureImage(folders.images, tell);
      boot = await ensureBootDisk(architecture, tell);
      tell('copying the checkout to a disk');
      project = await makeProjectDisk(await staged(path.dirname(image.root)));
      return 'there';
    },
    needed,
  );
  await results.try(
    'boot',
    async (tell) => {
      vm = await Vm.boot({ architecture, boot: boot as BootDisk, project, memoryMiB: 2048 }, tell);
      title = await describe(vm, architecture);
      return title;
    },
    needed,
  );
  await tryAll(vm as unknown as Vm);
} catch (error) {
  console.error(`\nwhat follows was not tried: ${(error as Error).message.slice(0, 300)}`);
} finally {
  await vm?.destroy();
  results.finish(title);
  process.exitCode = results.failed > 0 ? 1 : 0;
}

/** @param image the folder of the lab image */
async function staged(image: string): Promise<string> {
  if (isCheckout) return stageProject('amd64', { image, modules: path.join(folders.root, 'node_modules') });
  const options = { architecture: architectureOf('amd64'), output: vmFolder, compress: false };
  return stagePackage('amd64', { image, deb: await buildDeb(new Steps(), options) });
}

async function tryAll(machine: Vm): Promise<void> {
  const before = await machineState(machine);
  let learner = new ApiClient('');
  await results.try(
    'start of the lab server',
    async (tell) => {
      learner = await (isCheckout ? startCheckout : startPackage)(machine, architecture, tell);
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
  for (const question of QUESTIONS) {
    await results.try(question, () => solveQuestion(learner, question));
  }
  await results.try('a wrong answer', () => answerWrongly(learner));
  await results.try('limits of the host', () => limitsOf(machine));
  await results.try('limits of a container on it', () => dockerLimit(learner));
  await results.try('more memory than the host has', () => memoryLimit(learner));
  await results.try('reset', async (tell) => {
    const { status } = await learner.call('POST', '/api/host/reset');
    if (status !== 202) throw new Error(`reset got ${status}`);
    await hostReady(learner, tell);
    return solveQuestion(learner, '05-how-many');
  });
  await results.try('doctor', async () => {
    const checkout = 'cd /opt/vethlab && PORT=8090 sh lab-server/setup/run.sh lab-server/setup/doctor.ts';
    const said = await machine.must(isCheckout ? checkout : 'PORT=8090 vethlab doctor', 600_000);
    console.log(said);
    return said.split('\n').at(-1) ?? '';
  });
  await results.try('nothing is left after the stop', async () => {
    await machine.must('systemctl stop vethlab', 600_000);
    return nothingLeft(machine, before);
  });
}
