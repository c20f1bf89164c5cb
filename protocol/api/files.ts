import { z } from 'zod';
import { FileName, HostFile, LARGEST_UPLOAD, MOST_LISTED } from '../file.ts';
import { contract } from './contract.ts';

const aFile = { schema: FileName, unknown: 'invalid-fields' } as const;

export const list = contract({
  method: 'get',
  path: '/api/host/files',
  access: 'learner',
  summary: 'Files in the home directory on your lab host',
  description: `The newest ${MOST_LISTED}, without those whose names begin with a dot.`,
  answer: {
    status: 200,
    description: 'Newest first.',
    schema: z.object({ files: z.array(HostFile) }),
  },
  problems: ['host-not-ready', 'host-out-of-bounds'],
  limit: { perMinute: 60, per: 'learner', what: 'lists of files' },
});

export const read = contract({
  method: 'get',
  path: '/api/host/files/{name}',
  access: 'learner',
  summary: 'One file from the home directory on your lab host',
  params: { name: aFile },
  answer: { status: 200, description: 'Its bytes.', mediaType: 'application/octet-stream' },
  problems: ['not-found', 'invalid-fields', 'host-not-ready'],
  limit: { perMinute: 60, per: 'learner', what: 'files' },
});

export const put = contract({
  method: 'post',
  path: '/api/host/files/{name}',
  access: 'learner',
  summary: 'Put a file into the home directory on your lab host',
  description: `The body is the file, of any type, at most ${LARGEST_UPLOAD} bytes, with its Content-Length. A file that is there is kept: the new one gets another name.`,
  params: { name: aFile },
  takesFile: true,
  answer: {
    status: 201,
    description: 'The name it got.',
    schema: z.object({ name: FileName }),
  },
  problems: ['too-large', 'malformed-request', 'invalid-fields', 'host-not-ready', 'file-refused'],
  limit: { perMinute: 60, per: 'learner', what: 'files' },
});
