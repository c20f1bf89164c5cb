import { pipeline } from 'node:stream/promises';
import * as api from '../../../protocol/api/files.ts';
import { FileName, type HostFile, LARGEST_UPLOAD, MOST_LISTED } from '../../../protocol/file.ts';
import { bounded, boundedText } from '../../common/bounded-text.ts';
import { type OpenStream, StreamError } from '../../host-maker/open-stream.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  open: OpenStream;
  hosts: EnsuredHosts;
}

/** The longest list: some ten thousand files, which `find` prints in an instant. */
const LIST = { bytes: 2 ** 21, ms: 15_000 };
/** The name that a file got. */
const NAME = { bytes: 1024, ms: 60_000 };
/** The longest transfer: twice as much as a host's disk holds at most by default, over a slow network. */
const FILE = { bytes: 2 ** 32, ms: 2 * 3600_000 };

/** Files in the home directory of the learner's lab host. */
export function fileRoutes({ open, hosts }: Parts): Route[] {
  return [
    route(api.list, async ({ learner }) => {
      await hosts.awake(learner.id);
      const stream = await open({ do: 'list', learner: learner.id });
      return { files: listed(await boundedText(stream, LIST)) };
    }),
    route(api.read, async ({ learner, params, response }) => {
      const { name } = params;
      await hosts.awake(learner.id);
      const stream = await open({ do: 'get', learner: learner.id, name }).catch(noFile(name));
      response.attachment(name).type('application/octet-stream');
      await pipeline(bounded(stream, FILE), response);
    }),
    route(api.put, async ({ learner, params, request }) => {
      const { name } = params;
      const bytes = Number(request.headers['content-length'] ?? Number.NaN);
      if (!Number.isInteger(bytes)) {
        throw new HttpProblem('malformed-request', 'Send the file with its Content-Length.');
      }
      if (bytes > LARGEST_UPLOAD) {
        throw new HttpProblem('too-large', `A file may have at most ${LARGEST_UPLOAD / 2 ** 20} MiB.`);
      }
      await hosts.awake(learner.id);
      const stream = await open({ do: 'put', learner: learner.id, name, bytes }).catch(refused);
      const got = boundedText(stream, NAME).catch(() => '');
      await pipeline(request, stream).catch(() => {});
      const { data: named } = FileName.safeParse(await got);
      return named === undefined ? refused() : { name: named };
    }),
  ];
}

const noFile = (name: string) => (error: unknown) => {
  if (!(error instanceof StreamError)) throw error;
  throw new HttpProblem('not-found', `There is no file ${name} in your home directory that you can read.`);
};

/** @throws HttpProblem */
function refused(error?: unknown): never {
  if (error !== undefined && !(error instanceof StreamError)) throw error;
  throw new HttpProblem(
    'file-refused',
    'Your lab host could not take the file. Its disk may be full: `df -h ~` shows that.',
  );
}

/** Parses the output of `list` of home-files.sh. Names that no file may have here, or that are not UTF-8, are left out. */
function listed(printed: string): HostFile[] {
  const files = printed.split('\0').flatMap((line) => {
    const [, bytes, seconds, name] = /^(\d+) ([\d.]+) (.+)$/s.exec(line) ?? [];
    if (!FileName.safeParse(name).success || name?.includes('\ufffd')) return [];
    return [
      { name: name as string, bytes: Number(bytes), changed: new Date(Number(seconds) * 1000).toISOString() },
    ];
  });
  return files.sort((a, b) => b.changed.localeCompare(a.changed)).slice(0, MOST_LISTED);
}
