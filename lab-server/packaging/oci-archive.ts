import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { must } from '../common/exec.ts';
import type { Architecture } from './architecture.ts';

/** How a container of the image runs: the part of an OCI image configuration's `config` that is used (OCI image-spec 1.1, config.md). */
interface ContainerConfig {
  Env: string[];
  Entrypoint: string[];
  Cmd: string[];
  ExposedPorts: Record<string, object>;
  Volumes: Record<string, object>;
  WorkingDir: string;
  StopSignal: string;
  Labels: Record<string, string>;
}

export interface Image {
  /** Without a tag. */
  name: string;
  tags: readonly [string, ...string[]];
  architecture: Architecture;
  config: ContainerConfig;
  /** In s since 1970. */
  created: number;
}

/** A layer, the lowest first. */
export interface Layer {
  /** How it came about, for `docker history`. */
  says: string;
  /** A tar file, not compressed. */
  file: string;
}

/** A file of the archive, by its SHA-256. */
interface Blob {
  digest: string;
  size: number;
}

const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';

/**
 * Writes an image as one tar file. It is an OCI image layout, and has the list of layers beside it that Docker reads which does not know that layout
 * (docker-archive; Docker before 25): `docker load` and `podman load` both take it.
 * @param work an empty folder for the parts of the archive. It needs as much room as the archive.
 * @param level gzip's, 1 to 9.
 */
export async function writeArchive(
  file: string,
  image: Image,
  layers: readonly Layer[],
  { work, level, tell }: { work: string; level: number; tell: (doing: string) => void },
): Promise<void> {
  const blobs = path.join(work, 'blobs/sha256');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(blobs, { recursive: true });
  const written: (Blob & { diffId: string; says: string })[] = [];
  for (const { says, file: tar } of layers) {
    tell(`compressing: ${says}`);
    written.push({ says, ...(await writeLayer(blobs, tar, level)) });
  }
  const created = new Date(image.created * 1000).toISOString();
  const config = writeBlob(blobs, {
    architecture: image.architecture.debian,
    os: 'linux',
    created,
    config: image.config,
    rootfs: { type: 'layers', diff_ids: written.map(({ diffId }) => diffId) },
    history: written.map(({ says }) => ({ created, created_by: says })),
  });
  const manifest = writeBlob(blobs, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: CONFIG, ...config },
    layers: written.map(({ digest, size }) => ({ mediaType: LAYER, digest, size })),
  });
  const json = (name: string, content: unknown) =>
    writeFileSync(path.join(work, name), JSON.stringify(content));
  json('oci-layout', { imageLayoutVersion: '1.0.0' });
  json('index.json', {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests: image.tags.map((tag) => ({
      mediaType: MANIFEST,
      ...manifest,
      platform: { architecture: image.architecture.debian, os: 'linux' },
      annotations: {
        'io.containerd.image.name': `docker.io/library/${image.name}:${tag}`,
        'org.opencontainers.image.ref.name': tag,
      },
    })),
  });
  json('manifest.json', [
    {
      Config: pathOf(config),
      RepoTags: image.tags.map((tag) => `${image.name}:${tag}`),
      Layers: written.map(pathOf),
    },
  ]);
  tell('writing the archive');
  const names = ['oci-layout', 'index.json', 'manifest.json', 'blobs'];
  const argv = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', `--mtime=@${image.created}`];
  await must(['tar', ...argv, '-cf', `${file}.partial`, '-C', work, ...names], { timeoutMs: 1_800_000 });
  renameSync(`${file}.partial`, file);
  rmSync(work, { recursive: true, force: true });
}

const pathOf = ({ digest }: Blob) => `blobs/${digest.replace(':', '/')}`;

async function writeLayer(blobs: string, tar: string, level: number): Promise<Blob & { diffId: string }> {
  const [plain, packed] = [createHash('sha256'), createHash('sha256')];
  let size = 0;
  const partial = path.join(blobs, 'partial');
  await pipeline(
    createReadStream(tar),
    seen((chunk) => plain.update(chunk)),
    createGzip({ level }),
    seen((chunk) => {
      packed.update(chunk);
      size += chunk.length;
    }),
    createWriteStream(partial),
  );
  const digest = named(packed);
  renameSync(partial, path.join(blobs, digest.slice('sha256:'.length)));
  return { digest, size, diffId: named(plain) };
}

const named = (hash: Hash) => `sha256:${hash.digest('hex')}`;

function seen(look: (chunk: Buffer) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      look(chunk);
      done(null, chunk);
    },
  });
}

function writeBlob(blobs: string, content: unknown): Blob {
  const bytes = Buffer.from(JSON.stringify(content));
  const digest = named(createHash('sha256').update(bytes));
  writeFileSync(path.join(blobs, digest.slice('sha256:'.length)), bytes);
  return { digest, size: bytes.length };
}
