import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { must } from '../common/exec.ts';
import { folders } from '../setup/folders.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { architectureOf } from './architecture.ts';
import { writeArchive } from './oci-archive.ts';

test('compose.yaml asks for what the command in the manual does', () => {
  const read = (name: string) => readFileSync(path.join(folders.root, 'docs', name), 'utf8');
  const command = /^docker run (.*\\\n)*.*/m.exec(read('install.md'))?.[0] ?? '';
  const given = (option: string) =>
    [...command.matchAll(new RegExp(`\\s${option} ('[^']*'|\\S+)`, 'g'))].map(([, value = '']) =>
      value.replaceAll("'", ''),
    );
  const { services, volumes } = parse(read('compose.yaml'));
  expect(services).toEqual({
    vethlab: {
      image: 'vethlab',
      ports: given('-p'),
      volumes: given('-v'),
      cap_add: given('--cap-add'),
      security_opt: given('--security-opt'),
      devices: given('--device'),
      device_cgroup_rules: given('--device-cgroup-rule'),
      restart: given('--restart')[0],
    },
  });
  expect(volumes).toEqual({ vethlab: { name: 'vethlab' } });
});

test('the unit of the package leaves the lab server every capability that a container must have', () => {
  const read = (name: string) => readFileSync(path.join(import.meta.dirname, 'files', name), 'utf8');
  const needed = [...read('container/oci.sh').matchAll(/\b\d+:([A-Z_]+)/g)].map(([, name]) => `CAP_${name}`);
  expect(needed).toContain('CAP_SYS_ADMIN');
  const left = [...read('vethlab.service').matchAll(/^CapabilityBoundingSet=(.*)$/gm)].flatMap(
    ([, names = '']) => names.split(' '),
  );
  expect(left).toEqual(expect.arrayContaining(needed));
});

test('an archive has each part under the digest of its bytes, and the same parts give the same archive', async () => {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder, name);
  writeFileSync(at('content'), 'what is in it');
  await must(['tar', '-cf', at('layer.tar'), '-C', folder, 'content']);
  const image = {
    name: 'vethlab',
    tags: ['latest', '1.2.3'] as const,
    architecture: architectureOf(),
    created: 1_700_000_000,
    config: { Cmd: ['serve'] } as never,
  };
  const write = (file: string) =>
    writeArchive(at(file), image, [{ says: 'one layer', file: at('layer.tar') }], {
      work: at('work'),
      level: 1,
      tell: () => {},
    });
  await write('a.tar');
  await write('b.tar');
  expect(readFileSync(at('a.tar')).equals(readFileSync(at('b.tar')))).toBe(true);

  await must(['tar', '-xf', at('a.tar'), '-C', folder]);
  const blob = (digest: string) => readFileSync(at(`blobs/${digest.replace(':', '/')}`));
  const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const json = (bytes: Buffer | string) => JSON.parse(bytes.toString());
  const index = json(readFileSync(at('index.json')));
  const manifest = json(blob(index.manifests[0].digest));
  const config = json(blob(manifest.config.digest));
  const [layer] = manifest.layers;
  for (const one of [index.manifests[0], manifest.config, layer]) {
    expect([digestOf(blob(one.digest)), blob(one.digest).length]).toEqual([one.digest, one.size]);
  }
  expect(config.rootfs.diff_ids).toEqual([digestOf(gunzipSync(blob(layer.digest)))]);
  expect(json(readFileSync(at('manifest.json')))).toEqual([
    {
      Config: `blobs/${manifest.config.digest.replace(':', '/')}`,
      RepoTags: ['vethlab:latest', 'vethlab:1.2.3'],
      Layers: [`blobs/${layer.digest.replace(':', '/')}`],
    },
  ]);
});
