import { signal } from '@preact/signals';
import * as api from '../../protocol/api/files.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { type HostFile, LARGEST_UPLOAD } from '../../protocol/file.ts';
import { ApiProblem, asProblem, call } from '../wire/api.ts';
import { words } from '../words/now.ts';

/** The outcome for a file that the learner sent: its name in the home directory, or why it is not there. */
export interface Given {
  file: string;
  name?: string;
  problem?: ApiProblem;
}

/** The outcome for the files that were sent last. */
export const given = signal<readonly Given[]>([]);

/** Files in the home directory, newest first. @throws ApiProblem */
export const listFiles = async (): Promise<HostFile[]> => (await call(api.list)).files;

export const addressOf = (name: string): string => pathOf(api.read, { params: { name } });

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
    return await call(api.put, { params: { name: file.name }, file });
  } catch (thrown) {
    return { problem: asProblem(thrown) };
  }
}
