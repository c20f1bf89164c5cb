import { signal } from '@preact/signals';
import { z } from 'zod';
import { FileName, HostFile, LARGEST_UPLOAD } from '../../protocol/file.ts';
import { ApiProblem, asProblem, call } from '../wire/api.ts';
import { words } from '../words/now.ts';

/** What became of a file that the learner gave: it is in the home directory by this name, or why not. */
export interface Given {
  file: string;
  name?: string;
  problem?: ApiProblem;
}

/** What became of the files given last. */
export const given = signal<readonly Given[]>([]);

const Files = z.object({ files: z.array(HostFile) });

/** Files in the home directory, newest first. @throws ApiProblem */
export const listFiles = async (): Promise<HostFile[]> => (await call('GET', '/api/host/files', Files)).files;

export const addressOf = (name: string): string => `/api/host/files/${encodeURIComponent(name)}`;

/** Puts files into the home directory on the lab host, one after the other. */
export async function giveFiles(files: Iterable<File>): Promise<void> {
  given.value = [];
  for (const file of files) {
    const become = await give(file);
    given.value = [...given.value, { file: file.name, ...become }];
  }
}

async function give(file: File): Promise<Omit<Given, 'file'>> {
  if (file.size > LARGEST_UPLOAD) {
    const { refused: title, tooLarge: detail } = words.files;
    return { problem: new ApiProblem({ type: '/problems/page', title, detail, status: 413 }) };
  }
  try {
    return await call('POST', addressOf(file.name), z.object({ name: FileName }), file);
  } catch (thrown) {
    return { problem: asProblem(thrown) };
  }
}
