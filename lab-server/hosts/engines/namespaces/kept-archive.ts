import { existsSync, mkdtempSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { must } from '../../../common/exec.ts';
import { labImage } from '../../image/build.ts';
import type { EngineFolders } from '../contract.ts';
import { diskOf, type HostRecord, readRecord } from './host-files.ts';

/** The longest in ms that packing or unpacking may take. */
const PATIENCE = 60 * 60_000;
/** Files of an overlay have marks of the kernel's own, and owners by number. Disks are mostly holes. */
const TAR = ['tar', '--gzip', '--sparse', '--numeric-owner', '--xattrs', '--xattrs-include=*'];
const HOST_ID = /^[0-9a-z][0-9a-z-]{0,63}$/;
const TEMPLATE = /^[0-9a-f]{16}(\.[\w-]+)?-[0-9a-f]{12}$/;

/** Packs the hosts that are at rest, and the templates that they stand on, into a file that only root can read. @returns how many. */
export async function packKept({ state, templates }: EngineFolders, file: string): Promise<number> {
  const hosts = await resting(path.join(state, 'hosts'));
  const unfinished = `${file}.unfinished`;
  await rm(unfinished, { force: true });
  const inState = hosts.flatMap(({ id }) => ['host.json', 'disk'].map((name) => `hosts/${id}/${name}`));
  const needed = [...new Set(hosts.map(({ record }) => record.template))];
  const inMade = needed.map((name) => `${path.basename(templates)}/${name}`);
  const what = [
    ...(inState.length > 0 ? ['-C', state, ...inState] : []),
    ...(inMade.length > 0 ? ['-C', path.dirname(templates), ...inMade] : []),
  ];
  if (what.length === 0) return 0;
  try {
    await must(
      ['sh', '-c', 'umask 077; exec "$@"', 'sh', ...TAR, '--create', `--file=${unfinished}`, ...what],
      {
        timeoutMs: PATIENCE,
      },
    );
    // One that was woken meanwhile has written on its disk.
    const after = await resting(path.join(state, 'hosts'));
    const same = hosts.every(({ id, record }) =>
      after.some((one) => one.id === id && one.record.rest?.at === record.rest?.at),
    );
    if (!same)
      throw new Error(
        'A host was woken while hosts at rest were packed. Stop the lab server, and try again.',
      );
    await rename(unfinished, file);
    return hosts.length;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/**
 * Brings back hosts at rest from such a file. One of the same name that is there is moved aside.
 * @returns how many there are now, how many of them this machine has no lab image for, and where those moved aside are.
 */
export async function unpackKept(
  { state, templates, images }: EngineFolders,
  file: string,
): Promise<{ hosts: number; withoutImage: number; aside: string | undefined }> {
  await mkdir(path.join(state, 'hosts'), { recursive: true, mode: 0o700 });
  await mkdir(templates, { recursive: true, mode: 0o700 });
  const staged = mkdtempSync(path.join(state, 'restore-'));
  let aside: string | undefined;
  let withoutImage = 0;
  try {
    await must([...TAR, '--extract', '--same-owner', '--same-permissions', `--file=${file}`, '-C', staged], {
      timeoutMs: PATIENCE,
    });
    const from = path.join(staged, path.basename(templates));
    for (const name of existsSync(from) ? await readdir(from) : []) {
      const to = path.join(templates, name);
      if (TEMPLATE.test(name) && !existsSync(to)) await rename(path.join(from, name), to);
    }
    const hosts = await resting(path.join(staged, 'hosts'));
    for (const { id, record } of hosts) {
      const to = path.join(state, 'hosts', id);
      if (existsSync(to)) {
        aside ??= path.join(state, `hosts.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`);
        await mkdir(aside, { recursive: true, mode: 0o700 });
        await rename(to, path.join(aside, id));
      }
      await rename(path.join(staged, 'hosts', id), to);
      const { key } = await labImage(images);
      if (record.image !== key && !existsSync(path.join(images, record.image))) withoutImage++;
    }
    return { hosts: hosts.length, withoutImage, aside };
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** Those hosts of a folder whose rest is done. */
async function resting(hosts: string): Promise<{ id: string; record: HostRecord }[]> {
  const found: { id: string; record: HostRecord }[] = [];
  for (const id of existsSync(hosts) ? await readdir(hosts) : []) {
    const dir = path.join(hosts, id);
    const record = await readRecord(dir);
    const disk = await stat(diskOf(dir)).catch(() => undefined);
    if (HOST_ID.test(id) && record?.rest?.done && disk?.isFile() && TEMPLATE.test(record.template))
      found.push({ id, record });
  }
  return found;
}
