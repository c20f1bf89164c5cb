import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Scenario } from '../../../../protocol/scenario.ts';
import type { Progress } from '../../contract.ts';
import { must } from '../../exec.ts';
import type { LabImage } from '../../image/build.ts';
import { boot } from './boot.ts';
import { HostCgroups, type Limits } from './cgroups.ts';
import { asHostRoot, joining } from './enter.ts';
import { TEMPLATE_BASE } from './ids.ts';
import { lanOf } from './lan.ts';
import { halt } from './teardown.ts';

export interface TemplateSource {
  templatesDir: string;
  instance: string;
  image: LabImage;
  limits: Limits;
}

/**
 * The directory of a scenario's template: what a host wrote (up/, vol/) while the scenario's images, networks and
 * containers were made on it. Hosts start from it, so all that is done once. Made when it is not there.
 */
export async function ensureTemplate(
  source: TemplateSource,
  scenario: Scenario,
  progress: Progress,
): Promise<string> {
  const { templatesDir, image } = source;
  const hash = createHash('sha256').update(JSON.stringify(scenario.containers)).digest('hex').slice(0, 12);
  const id = `${image.key}-${hash}`;
  const template = path.join(templatesDir, id);
  if (existsSync(template)) return template;
  await mkdir(templatesDir, { recursive: true, mode: 0o700 });
  await forgetOtherImages(templatesDir, image.key);
  const partial = `${template}.partial`;
  await make(source, scenario, id, partial, progress);
  for (const name of await readdir(partial)) {
    if (name !== 'up' && name !== 'vol') await rm(path.join(partial, name), { recursive: true });
  }
  await rename(partial, template);
  return template;
}

async function make(
  { instance, image, limits }: TemplateSource,
  scenario: Scenario,
  id: string,
  hostDir: string,
  progress: Progress,
): Promise<void> {
  const cgroups = new HostCgroups(instance, `template-${id}`);
  await halt(hostDir, cgroups);
  await rm(hostDir, { recursive: true, force: true });
  await mkdir(hostDir, { mode: 0o700 });
  const plan = { hostDir, image, scenario, base: TEMPLATE_BASE, cgroups, limits, lan: lanOf(id) };
  try {
    const record = await boot(plan, (step, fraction) => progress(step, fraction * 0.4));
    const asRoot = (...argv: string[]) => joining(cgroups, asHostRoot(record, argv));
    progress('making the containers', 0.4);
    await must(asRoot('lab-provision'), { input: JSON.stringify(scenario), timeoutMs: 300_000 });
    progress('writing the template', 0.8);
    await must(asRoot('lab-stop'), { timeoutMs: 120_000 });
  } finally {
    await halt(hostDir, cgroups);
  }
}

async function forgetOtherImages(templatesDir: string, imageKey: string): Promise<void> {
  for (const name of await readdir(templatesDir)) {
    if (!name.startsWith(imageKey)) await rm(path.join(templatesDir, name), { recursive: true, force: true });
  }
}
