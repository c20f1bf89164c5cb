import type { Readable } from 'node:stream';
import * as api from '../../../protocol/api/editor.ts';
import { type Folder, type FolderEntry, LARGEST_EDITED } from '../../../protocol/edit.ts';
import { boundedBytes } from '../../common/bounded-text.ts';
import type { OpenStream } from '../../host-maker/open-stream.ts';
import { type Answer, askEditor, notOurs, type Work } from '../editor/ask.ts';
import { refusal } from '../editor/refusal.ts';
import type { EnsuredHosts } from '../ensured-hosts.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  open: OpenStream;
  hosts: EnsuredHosts;
  /** Called when a learner has changed a file of their host. */
  onChange(learner: string): void;
}

/** The longest that a page may take to send a file. */
const SENDING = 60_000;

/** The page's editor: files of the learner's lab host, as the learner. */
export function editorRoutes({ open, hosts, onChange }: Parts): Route[] {
  const ask = async (work: Work): Promise<Answer> => {
    await hosts.awake(work.learner);
    return askEditor(open, work);
  };
  const change = async (work: Work): Promise<Answer> => {
    const answer = await ask(work);
    onChange(work.learner);
    return answer;
  };
  /** Does what has words only. */
  const act = async (learner: string, sudo: boolean, ...words: string[]) => ({
    path: (await change({ learner, sudo, words })).field(),
  });
  return [
    route(api.folder, async ({ learner, query: { path, sudo } }) =>
      folderOf(await ask({ learner: learner.id, sudo: sudo === 'yes', words: ['list', path] })),
    ),
    route(api.read, async ({ learner, query: { path, known = '', sudo } }) => {
      const answer = await ask({ learner: learner.id, sudo: sudo === 'yes', words: ['read', path, known] });
      if (answer.word === 'same') return { file: null };
      const [real, version, mode] = [answer.field(), answer.field(), answer.field()];
      return { file: { path: real, version, writable: mode === 'w', text: textOf(answer.bytes, path) } };
    }),
    route(api.save, async ({ learner, query: { path, version = '', sudo }, request }) => {
      const bytes = await fileIn(request, request.headers['content-length'], path);
      const words = ['save', path, version, String(bytes.length)];
      const answer = await change({ learner: learner.id, sudo: sudo === 'yes', words, bytes });
      return { path: answer.field(), version: answer.field(), inPlace: answer.field() === 'in-place' };
    }),
    route(api.make, ({ learner, body: { path, sudo } }) => act(learner.id, sudo, 'make', path)),
    route(api.rename, ({ learner, body: { path, to, sudo } }) => act(learner.id, sudo, 'rename', path, to)),
    route(api.remove, ({ learner, body: { path, sudo } }) => act(learner.id, sudo, 'remove', path)),
  ];
}

/** The body of a request, of which all must come: half a file is never saved. @throws HttpProblem */
async function fileIn(request: Readable, length: string | undefined, path: string): Promise<Buffer> {
  const size = Number(length ?? Number.NaN);
  if (!Number.isInteger(size))
    throw new HttpProblem('malformed-request', 'Send the file with its Content-Length.');
  if (size > LARGEST_EDITED) throw refusal('EFBIG', ['save', path]);
  return boundedBytes(request, { bytes: size, ms: SENDING });
}

const KINDS: Record<string, FolderEntry['kind']> = { d: 'folder', f: 'file', o: 'other' };

/** @throws HttpProblem when edit.pl did not write it */
function folderOf(answer: Answer): Folder {
  const [path, count, unshown] = [answer.field(), Number(answer.field()), Number(answer.field())];
  const words = answer.fields();
  const entries = Array.from({ length: Math.floor(words.length / 3) }, (_, at) => {
    const [kind = '', bytes, name = ''] = words.slice(at * 3);
    return { kind: KINDS[kind] ?? 'other', bytes: Number(bytes), name };
  });
  const more = count - unshown - entries.length;
  if (!(more >= 0)) throw notOurs();
  return { path, entries, unshown, more };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @throws HttpProblem */
function textOf(bytes: Buffer, path: string): string {
  try {
    if (!bytes.includes(0)) return utf8.decode(bytes);
  } catch {
    // Not UTF-8.
  }
  throw new HttpProblem(
    'not-text',
    `${path} is no text in UTF-8: a program, a picture or an archive. \`file\` and \`xxd\` in the terminal tell more.`,
  );
}
