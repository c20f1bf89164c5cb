import path from 'node:path';
import { folders } from '../../lab-server/setup/folders.ts';

/** The folder in which failed tests leave their evidence, each in a folder of its own. */
export const FAILURES = path.join(folders.made, 'failures');

/** The folder of a test's evidence. */
export function folderOf(file: string, test: string): string {
  const plain = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
  return path.join(FAILURES, path.basename(file, '.test.ts'), plain(test));
}
