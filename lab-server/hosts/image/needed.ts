import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readIfThere } from '../../common/read-file.ts';
import type { LabImage } from './build.ts';

/** Beside an image's root: the state folders, one a line, whose hosts at rest may need the image. Several lab servers have the same images. */
const fileOf = (imageFolder: string) => path.join(imageFolder, 'needed-by');

/** Notes that hosts of a lab server which are at rest need this image. */
export function noteNeeded({ root }: LabImage, stateDir: string): void {
  const file = fileOf(path.dirname(root));
  const folders = linesOf(file);
  if (!folders.includes(stateDir)) writeFileSync(file, `${[...folders, stateDir].join('\n')}\n`);
}

/** What hosts at rest need of what they were made of: names of images, and of templates, which begin with the image's. */
export function neededByKept(imagesDir: string): Set<string> {
  const needed = new Set<string>();
  for (const key of existsSync(imagesDir) ? readdirSync(imagesDir) : [])
    for (const stateDir of linesOf(fileOf(path.join(imagesDir, key))))
      for (const { image, template } of recordsIn(path.join(stateDir, 'hosts'))) {
        needed.add(image);
        needed.add(template);
      }
  return needed;
}

const linesOf = (file: string): string[] => (readIfThere(file) ?? '').split('\n').filter(Boolean);

function* recordsIn(hosts: string): Generator<{ image: string; template: string }> {
  for (const id of existsSync(hosts) ? readdirSync(hosts) : []) {
    try {
      const { image, template } = JSON.parse(readFileSync(path.join(hosts, id, 'host.json'), 'utf8'));
      yield { image: String(image), template: String(template) };
    } catch {
      // It never was up.
    }
  }
}
