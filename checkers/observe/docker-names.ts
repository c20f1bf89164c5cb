import { z } from 'zod';
import type { LabHost } from '../define.ts';
import { Text } from './bounds.ts';
import { look } from './read.ts';

/** The file that dockerd keeps for each container, one line long. The files are read because asking dockerd would wake it. */
const COMMAND = [
  'sh',
  '-c',
  'for f in /var/lib/docker/containers/*/config.v2.json; do [ -f "$f" ] && head -c 65536 "$f" && echo; done; :',
];

/** config.v2.json of Docker 26, the part that is used. */
const Config = z.object({ ID: Text.regex(/^[0-9a-f]{64}$/), Name: Text });

/** Names by container id. A file that can't be read, since it is just being written, names nobody. */
export function parseDockerNames(printed: string): Map<string, string> {
  return new Map(
    printed.split('\n').flatMap((line) => {
      const config = Config.safeParse(parsed(line));
      return config.success ? [[config.data.ID, config.data.Name.replace(/^\//, '')] as const] : [];
    }),
  );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export async function readDockerNames(host: LabHost): Promise<Map<string, string>> {
  return parseDockerNames((await look(host, COMMAND)).stdout);
}
