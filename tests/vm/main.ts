// npm run test:vm: vethlab's Debian package in a virtual machine with Debian 13, that is with systemd and cgroup v2 alone. It runs on demand
// only, since it takes long without KVM. npm run test:vm -- checkout tries the checkout in place of the package; -- disk the disk that boots by itself.
import path from 'node:path';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { architectureOf } from '../../lab-server/packaging/architecture.ts';
import { buildDeb } from '../../lab-server/packaging/deb.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { ensurePackages, hostPackages } from '../../lab-server/setup/packages.ts';
import { ensureSite } from '../../lab-server/setup/site.ts';
import { Steps } from '../../lab-server/setup/steps.ts';
import * as api from '../../protocol/api/index.ts';
import { architectures } from './architecture.ts';
import { dockerLimit, limitsOf, machineState, memoryLimit, nothingLeft } from './cgroups.ts';
import { type BootDisk, ensureBootDisk, vmFolder } from './disk.ts';
import { tryDiskImage } from './disk-image.ts';
import { answerWrongly, hostReady, QUESTIONS, solveQuestion } from './learner.ts';
import type { Vm } from './machine.ts';
import { vmPackages } from './packages.ts';
import { makeProjectDisk, stagePackage, stageProject } from './project-disk.ts';
import { startCheckout, startPackage } from './served.ts';
import { Trial } from './trial.ts';

const architecture = architectures.amd64;
const isCheckout = process.argv[2] === 'checkout';
const trial = new Trial(architecture);
const { results } = trial;

if (process.argv[2] === 'disk') {
  await tryDiskImage(architecture);
  process.exit();
}

await trial.run(async () => {
  let boot: BootDisk | undefined;
  let project = '';
  await trial.needs('what it takes', async (tell) => {
    await ensurePackages({ ...hostPackages, ...vmPackages(architecture) }, tell);
    await ensureSite(tell);
    const image = await ensureImage(folders.images, tell);
    boot = await ensureBootDisk(architecture, tell);
    tell('copying the checkout to a disk');
    project = await makeProjectDisk(await staged(path.dirname(image.root)));
    return 'there';
  });
  const vm = await trial.boot('boot', async () => ({
    architecture,
    boot: boot as BootDisk,
    project,
    memoryMiB: 2048,
  }));
  await tryAll(vm);
});

/** @param image the folder of the lab image */
async function staged(image: string): Promise<string> {
  if (isCheckout) return stageProject('amd64', { image, modules: path.join(folders.root, 'node_modules') });
  const options = { architecture: architectureOf('amd64'), output: vmFolder, compress: false };
  return stagePackage('amd64', { image, deb: await buildDeb(new Steps(), options) });
}

async function tryAll(vm: Vm): Promise<void> {
  const before = await machineState(vm);
  const start = isCheckout ? startCheckout : startPackage;
  const learner = await trial.learner((tell) => start(vm, architecture, tell));
  for (const question of QUESTIONS) {
    await results.try(question, () => solveQuestion(learner, question));
  }
  await results.try('a wrong answer', () => answerWrongly(learner));
  await results.try('limits of the host', () => limitsOf(vm));
  await results.try('limits of a container on it', () => dockerLimit(learner));
  await results.try('more memory than the host has', () => memoryLimit(learner));
  await results.try('reset', async (tell) => {
    const { status } = await learner.call(api.host.reset);
    if (status !== 202) throw new Error(`reset got ${status}`);
    await hostReady(learner, tell);
    return solveQuestion(learner, '05-how-many');
  });
  await results.try('doctor', async () => {
    const checkout = 'cd /opt/vethlab && PORT=8090 sh lab-server/setup/run.sh lab-server/commands/doctor.ts';
    const said = await vm.must(isCheckout ? checkout : 'PORT=8090 vethlab doctor', 600_000);
    console.log(said);
    return said.split('\n').at(-1) ?? '';
  });
  await results.try('nothing is left after the stop', async () => {
    await vm.must('systemctl stop vethlab', 600_000);
    return nothingLeft(vm, before);
  });
}
