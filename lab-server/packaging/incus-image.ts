import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../common/exec.ts';
import { RELEASE } from './closure.ts';
import { type ImageFormat, sameBytes, unpackRoot } from './image-parts.ts';

/** A system container of Incus with the same root file system: a unified image (Incus documentation, reference/image_format). */
export const incusImage: ImageFormat = {
  suffix: 'incus.tar.gz',
  use: (name) => `With Incus: incus image import ${name} --alias vethlab`,
  async write(file, parts, tell) {
    const { architecture, work, note, seconds, compress } = parts;
    tell('unpacking the system');
    await unpackRoot(parts, path.join(work, 'rootfs'));
    const metadata = {
      // The kernel's name (uname -m).
      architecture: architecture.gnu.replace(/-.*/, ''),
      creation_date: seconds,
      properties: {
        os: 'vethlab',
        release: note.version,
        description: `vethlab ${note.version} on Debian ${RELEASE}`,
      },
    };
    // JSON is YAML.
    writeFileSync(path.join(work, 'metadata.yaml'), `${JSON.stringify(metadata, null, 2)}\n`);
    tell('compressing');
    const gzip = `gzip -n -${compress ? 6 : 1}`;
    const argv = [...sameBytes(seconds), '--xattrs', '-I', gzip, '-cf', `${file}.partial`, '-C', work];
    await must(['tar', ...argv, 'metadata.yaml', 'rootfs'], { timeoutMs: 1_800_000 });
    renameSync(`${file}.partial`, file);
  },
};
