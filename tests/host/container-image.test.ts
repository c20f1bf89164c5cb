import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { architectureOf } from '../../lab-server/packaging/architecture.ts';
import { containerImage } from '../../lab-server/packaging/container-image.ts';
import { writeImages } from '../../lab-server/packaging/image-parts.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { Steps } from '../../lab-server/setup/steps.ts';
import { tryImageWith } from '../support/image-trial.ts';

// Podman and Incus take it by npm run test:package.
const output = path.join(folders.made, 'test/container');
let archive = '';

beforeAll(async () => {
  const options = { architecture: architectureOf(), output, compress: false };
  [archive = ''] = await writeImages(new Steps(), [containerImage], options);
}, 900_000);
afterAll(() => rmSync(output, { recursive: true, force: true }));

tryImageWith('docker', () => archive);
