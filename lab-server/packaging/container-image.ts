import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { must } from '../common/exec.ts';
import { CONTAINER, type ImageFormat, LAB_IMAGE, sameBytes } from './image-parts.ts';
import { writeArchive } from './oci-archive.ts';

/** An image for Docker and Podman. */
export const containerImage: ImageFormat = {
  suffix: 'oci.tar',
  use: (name) => `On any machine: docker load -i ${name}, or podman load -i ${name}`,
  async write(file, { architecture, work, root, labImage, note, seconds, compress }, tell) {
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
        Entrypoint: [`/${CONTAINER}`],
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
    const layer = path.join(work, 'layer');
    const place = path.join(layer, LAB_IMAGE);
    mkdirSync(place, { recursive: true });
    cpSync(labImage, path.join(place, path.basename(labImage)));
    const argv = [...sameBytes(seconds), '--owner=0', '--group=0', '-cf', `${layer}.tar`, '-C', layer, 'usr'];
    await must(['tar', ...argv], { timeoutMs: 600_000 });
    const layers = [
      { says: 'the lab image', file: `${layer}.tar` },
      { says: 'Debian, the programs that vethlab takes, and vethlab', file: root },
    ];
    await writeArchive(file, image, layers, {
      work: path.join(work, 'archive'),
      level: compress ? 6 : 1,
      tell,
    });
  },
};
