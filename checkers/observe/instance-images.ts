import { parse } from 'yaml';
import { z } from 'zod';
import type { LabHost } from '../define.ts';

/** metadata.yaml of an image of Incus and LXD, the part that is used. */
const Metadata = z.object({ properties: z.object({ description: z.string().max(500) }) });

/** Characters of metadata.yaml that are read. */
const LONGEST = 16_384;

/** Prints metadata.yaml of an image's file, which is a tar, as the daemon keeps it under its fingerprint. */
const COMMAND = `tar -xO --occurrence=1 -f "$1" metadata.yaml 2> /dev/null | head -c ${LONGEST} | grep . ||
tar -xO --occurrence=1 -f "$1" ./metadata.yaml 2> /dev/null | head -c ${LONGEST}; :`;

export function parseDescription(metadata: string): string | undefined {
  try {
    return Metadata.safeParse(parse(metadata, { logLevel: 'silent' })).data?.properties.description;
  } catch {
    return undefined;
  }
}

/**
 * How an image describes itself. The image's file is read, whose fingerprint is the digest of it: what the daemon knows of an image or a
 * container can be edited. Undefined when the image is no longer there, or says nothing.
 */
export async function readDescription(
  host: LabHost,
  framework: 'incus' | 'lxd',
  fingerprint: string,
): Promise<string | undefined> {
  if (!/^[0-9a-f]{64}$/.test(fingerprint)) return undefined;
  const file = `/var/lib/${framework}/images/${fingerprint}`;
  return parseDescription((await host.run(['sh', '-c', COMMAND, 'sh', file])).stdout);
}
