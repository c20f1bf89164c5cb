import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { FileName, HostFile, LARGEST_UPLOAD } from '../../../protocol/file.ts';
import { type OpenStream, StreamError } from '../../host-maker/open-stream.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

interface Parts {
  open: OpenStream;
  hosts: EnsuredHosts;
}

/** Files listed at most, the newest. */
const MOST_LISTED = 200;

/** Files in the home directory of the learner's lab host. */
export function fileRoutes({ open, hosts }: Parts): Route[] {
  return [
    learnerRoute(
      {
        method: 'get',
        path: '/api/host/files',
        summary: 'Files in the home directory on your lab host',
        description: `The newest ${MOST_LISTED}, without those whose names begin with a dot.`,
        success: {
          status: 200,
          description: 'Newest first.',
          schema: z.object({ files: z.array(HostFile) }),
        },
        problems: ['host-not-ready'],
      },
      async ({ learner }) => {
        await hosts.awake(learner.id);
        const stream = await open({ do: 'list', learner: learner.id });
        return { files: listed(await text(stream)) };
      },
    ),
    learnerRoute(
      {
        method: 'get',
        path: '/api/host/files/{name}',
        summary: 'One file from the home directory on your lab host',
        success: { status: 200, description: 'Its bytes.', mediaType: 'application/octet-stream' },
        problems: ['not-found', 'invalid-fields', 'host-not-ready'],
        limit: { perMinute: 60, per: 'learner', what: 'files' },
      },
      async ({ learner, params, response }) => {
        const name = readName(params.name);
        await hosts.awake(learner.id);
        const stream = await open({ do: 'get', learner: learner.id, name }).catch(noFile(name));
        response.attachment(name).type('application/octet-stream');
        await pipeline(stream, response);
      },
    ),
    learnerRoute(
      {
        method: 'post',
        path: '/api/host/files/{name}',
        summary: 'Put a file into the home directory on your lab host',
        description: `The body is the file, of any type, at most ${LARGEST_UPLOAD} bytes, with its Content-Length. A file that is there is kept: the new one gets another name.`,
        success: {
          status: 201,
          description: 'The name it got.',
          schema: z.object({ name: FileName }),
        },
        problems: ['too-large', 'malformed-request', 'invalid-fields', 'host-not-ready', 'file-refused'],
        limit: { perMinute: 60, per: 'learner', what: 'files' },
      },
      async ({ learner, params, request }) => {
        const name = readName(params.name);
        const bytes = Number(request.headers['content-length'] ?? Number.NaN);
        if (!Number.isInteger(bytes)) {
          throw new HttpProblem('malformed-request', 'Send the file with its Content-Length.');
        }
        if (bytes > LARGEST_UPLOAD) {
          throw new HttpProblem('too-large', `A file may have at most ${LARGEST_UPLOAD / 2 ** 20} MiB.`);
        }
        await hosts.awake(learner.id);
        const stream = await open({ do: 'put', learner: learner.id, name, bytes }).catch(refused);
        const got = text(stream);
        await pipeline(request, stream).catch(() => {});
        const named = await got.catch(() => '');
        return named === '' ? refused() : { name: named };
      },
    ),
  ];
}

function readName(given: string | undefined): string {
  const { data, error } = FileName.safeParse(given);
  if (data !== undefined) return data;
  const message = `The name ${error?.issues[0]?.message}.`;
  throw new HttpProblem('invalid-fields', message, { errors: [{ path: '/name', message }] });
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

/** What `list` of home-files.sh printed. Names that no file may have here, or that are no UTF-8, are left out. */
function listed(printed: string): z.infer<typeof HostFile>[] {
  const files = printed.split('\0').flatMap((line) => {
    const [, bytes, seconds, name] = /^(\d+) ([\d.]+) (.+)$/s.exec(line) ?? [];
    if (!FileName.safeParse(name).success || name?.includes('\ufffd')) return [];
    return [
      { name: name as string, bytes: Number(bytes), changed: new Date(Number(seconds) * 1000).toISOString() },
    ];
  });
  return files.sort((a, b) => b.changed.localeCompare(a.changed)).slice(0, MOST_LISTED);
}
