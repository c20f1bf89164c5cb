import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { PlainStep } from '../../../../protocol/host-step.ts';
import type { Scenario } from '../../../../protocol/scenario.ts';
import { must } from '../../../common/exec.ts';
import { orEnded, type Work } from '../../../common/work.ts';
import type { Progress } from '../../contract.ts';
import { isOlder, type LabImage } from '../../image/build.ts';
import type { Limits } from '../../limits.ts';
import { HostCgroups } from '../shared/cgroups.ts';
import { boot } from './boot.ts';
import { asHostRoot } from './enter.ts';
import { TEMPLATE_BASE } from './ids.ts';
import { lanOf } from './lan.ts';
import { halt, removeFiles } from './teardown.ts';

export interface TemplateSource {
  /** The folder in which templates are made, since only one lab server at a time has it. */
  stateDir: string;
  templatesDir: string;
  instance: string;
  image: LabImage;
  limits: Limits;
  /** The work that making them is part of. */
  work: Work;
}

/** Templates that are being made now, by directory: two hosts of one scenario wait for the same one. */
const making = new Map<string, Promise<void>>();

/**
 * The directory of a scenario's template: what a host wrote (up/, vol/) while the scenario's images, networks and
 * containers were made on it. Hosts start from it, so that is done only once. A template that does not exist is made.
 */
export async function ensureTemplate(
  source: TemplateSource,
  scenario: Scenario,
  progress: Progress<PlainStep>,
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(scenario.containers)).digest('hex').slice(0, 12);
  const id = `${source.image.key}-${hash}`;
  const template = path.join(source.templatesDir, id);
  if (existsSync(template)) return template;
  let made = making.get(template);
  if (!made) {
    const env = { HOST_DIR: path.join(unfinished(source.stateDir), id) };
    made = source.work
      .doPart(env, () => makeWhole(source, scenario, id, progress))
      .finally(() => making.delete(template));
    making.set(template, made);
  }
  // Giving up a host that waits does not end the making: other hosts may wait for the same template.
  await orEnded(made);
  return template;
}

/** Removes the templates of the images that this one replaces, but for those that hosts at rest need. */
export async function removeOldTemplates(
  templatesDir: string,
  image: LabImage,
  needed: ReadonlySet<string>,
): Promise<void> {
  if (!existsSync(templatesDir)) return;
  for (const name of await readdir(templatesDir)) {
    if (isOlder(name.replace(/-[0-9a-f]+$/, ''), image) && !needed.has(name))
      await rm(path.join(templatesDir, name), { recursive: true, force: true });
  }
}

/** Ends and removes half-made templates, of this lab server or of one that was killed. */
export async function discardUnfinished({ stateDir, instance }: TemplateSource): Promise<void> {
  const folder = unfinished(stateDir);
  if (!existsSync(folder)) return;
  for (const id of await readdir(folder)) {
    await halt(path.join(folder, id), new HostCgroups(instance, `template-${id}`));
    await removeFiles(path.join(folder, id));
  }
}

const unfinished = (stateDir: string) => path.join(stateDir, 'unfinished-templates');

/** Makes the template elsewhere and moves it to its place once it is whole and on disk. */
async function makeWhole(
  source: TemplateSource,
  scenario: Scenario,
  id: string,
  progress: Progress<PlainStep>,
): Promise<void> {
  const { stateDir, templatesDir } = source;
  const partial = path.join(unfinished(stateDir), id);
  await mkdir(templatesDir, { recursive: true, mode: 0o700 });
  await mkdir(unfinished(stateDir), { recursive: true, mode: 0o700 });
  await make(source, scenario, id, partial, progress);
  for (const name of await readdir(partial)) {
    if (name !== 'up' && name !== 'vol') await rm(path.join(partial, name), { recursive: true });
  }
  await must(['sync', '-f', partial], { timeoutMs: 120_000 });
  try {
    await rename(partial, path.join(templatesDir, id));
  } catch (error) {
    // Another lab server of this folder was quicker.
    if (!existsSync(path.join(templatesDir, id))) throw error;
    await removeFiles(partial);
  }
}

async function make(
  { instance, image, limits }: TemplateSource,
  scenario: Scenario,
  id: string,
  hostDir: string,
  progress: Progress<PlainStep>,
): Promise<void> {
  const cgroups = new HostCgroups(instance, `template-${id}`);
  await halt(hostDir, cgroups);
  await rm(hostDir, { recursive: true, force: true });
  await mkdir(hostDir, { mode: 0o700 });
  const plan = {
    hostDir,
    image,
    scenario,
    base: TEMPLATE_BASE,
    cgroups,
    limits,
    sleepAfter: 0,
    lan: lanOf(id),
  };
  try {
    const { record } = await boot(plan, (step, fraction) => progress(step, fraction * 0.4));
    const asRoot = (...argv: string[]) => asHostRoot(record, cgroups, argv);
    progress('making the containers', 0.4);
    await must(asRoot('lab-provision'), { input: provisioning(scenario), timeoutMs: 300_000 });
    progress('writing the template', 0.8);
    await must(asRoot('lab-stop'), { timeoutMs: 120_000 });
  } finally {
    await halt(hostDir, cgroups);
  }
}

/** The scenario in the form that lab-provision takes: a port has its address before it, since it goes to `-p` unchanged. */
function provisioning({ containers, ...rest }: Scenario): string {
  const bound = containers.map(({ publishedOn, publishedPort, ...container }) => ({
    ...container,
    publishedPort: publishedOn === 'ipv6' ? `[::]:${publishedPort}` : publishedPort,
  }));
  return JSON.stringify({ ...rest, containers: bound });
}
