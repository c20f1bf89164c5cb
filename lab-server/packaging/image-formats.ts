import { SetupError } from '../setup/setup-error.ts';
import { containerImage } from './container-image.ts';
import { diskImage } from './disk-image.ts';
import type { ImageFormat } from './image-parts.ts';
import { incusImage } from './incus-image.ts';

/** What `--format` takes. */
const formats = new Map<string, ImageFormat>([
  ['oci', containerImage],
  ['incus', incusImage],
  ['disk', diskImage],
]);

/** @param names with commas between. @throws SetupError */
export function imageFormats(names: string): ImageFormat[] {
  return names.split(',').map((name) => {
    const format = formats.get(name);
    if (format) return format;
    throw new SetupError(
      `there is no image of the format ${name}; --format takes ${[...formats.keys()].join(', ')}, or several with commas between.`,
    );
  });
}
