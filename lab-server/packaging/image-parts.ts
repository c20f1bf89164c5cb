import { chmodSync, copyFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { must } from '../common/exec.ts';
import { ensurePackages } from '../setup/packages.ts';
import type { Steps } from '../setup/steps.ts';
import type { Architecture } from './architecture.ts';
import { imageFor, packDisk } from './image.ts';
import { layOut, packagingFolder } from './lay-out.ts';
import { writeArchive } from './oci-archive.ts';
import { writeRootFs } from './root-fs.ts';

export interface ContainerImageOptions {
  architecture: Architecture;
  /** The folder to which the archive is written. */
  output: string;
  version?: string | undefined;
  /** The folder of a lab image to take instead of this machine's own. */
  image?: string | undefined;
  /** False writes a larger archive sooner, for tests. */
  compress?: boolean;
}

/** Where the lab image lies in a container, beside its key. */
const LAB_IMAGE = 'usr/lib/vethlab-image';
const START = 'usr/lib/vethlab/container.sh';

/**
 * Writes vethlab-VERSION-ARCH.oci.tar: an image for Docker and Podman with everything in it. No registry is asked.
 * @returns its path. @throws SetupError, ImageError
 */
export async function buildContainerImage(steps: Steps, options: ContainerImageOptions): Promise<string> {
  const { architecture, output, compress = true } = options;
  const work = path.join(packagingFolder(architecture), 'container');
  const parts = { root: path.join(work, 'root.tar'), image: path.join(work, 'image.tar') };
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const laid = await layOut(steps, options);
  const { tree, note, seconds } = laid;
  // What only installing a package takes.
  rmSync(path.join(tree, 'DEBIAN'), { recursive: true });
  copyFileSync(path.join(import.meta.dirname, 'files/container.sh'), path.join(tree, START));
  chmodSync(path.join(tree, START), 0o755);
  await steps.step('System', async (tell) => {
    await writeRootFs(laid, architecture, parts.root, tell);
    return `${megabytes(parts.root)} MB`;
  });
  await steps.step('Lab image', async (tell) => {
    await ensurePackages({ e2fsprogs: 'mkfs.ext4' }, tell);
    const stored = await imageFor(architecture, options.image, tell);
    tell('writing it as a file system');
    const place = path.join(work, 'layer', LAB_IMAGE);
    mkdirSync(place, { recursive: true });
    await packDisk(stored, path.join(place, `${stored.key}.ext4`), seconds);
    const argv = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${seconds}`];
    await must(['tar', ...argv, '-cf', parts.image, '-C', path.join(work, 'layer'), 'usr'], {
      timeoutMs: 600_000,
    });
    rmSync(path.join(work, 'layer'), { recursive: true });
    return `${megabytes(parts.image)} MB`;
  });
  const file = path.join(output, `vethlab-${note.version}-${architecture.debian}.oci.tar`);
  await steps.step('Archive', async (tell) => {
    mkdirSync(output, { recursive: true });
    const image = {
      name: 'vethlab',
      tags: ['latest', note.version] as const,
      architecture,
      created: seconds,
      config: {
        // What runs in a container is reached at the container's address only.
        Env: [
          'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          'LANG=C.UTF-8',
          'HOST=0.0.0.0',
          // systemd's Container Interface.
          'container=oci',
        ],
        Entrypoint: [`/${START}`],
        Cmd: ['serve'],
        ExposedPorts: { '8080/tcp': {}, '8081/tcp': {} },
        Volumes: { '/var/lib/vethlab': {} },
        WorkingDir: '/',
        StopSignal: 'SIGTERM',
        Labels: {
          'org.opencontainers.image.title': 'vethlab',
          'org.opencontainers.image.description': 'hands-on lab courseware for container networking',
          'org.opencontainers.image.version': note.version,
          'org.opencontainers.image.licenses': 'MIT',
          ...(note.commit !== null && { 'org.opencontainers.image.revision': note.commit }),
        },
      },
    };
    const layers = [
      { says: 'the lab image', file: parts.image },
      { says: 'Debian, the programs that vethlab takes, and vethlab', file: parts.root },
    ];
    await writeArchive(file, image, layers, {
      work: path.join(work, 'archive'),
      level: compress ? 6 : 1,
      tell,
    });
    for (const one of [work, tree]) rmSync(one, { recursive: true, force: true });
    return `${megabytes(file)} MB`;
  });
  return file;
}

const megabytes = (file: string) => (statSync(file).size / 1e6).toFixed(0);
