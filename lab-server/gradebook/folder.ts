import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Gradebook } from './contract.ts';
import { csvOf, jsonOf } from './sheet.ts';

/** Keeps a dated copy of the grades beside the lab server's data, for a person or program that fetches files from there. */
export function folderGradebook(dataDir: string): Gradebook {
  return {
    id: 'folder',
    title: 'dated files in the data folder',
    async send(sheet) {
      const folder = path.join(dataDir, 'grades');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const name = `${sheet.class.id}-${sheet.at.replaceAll(/[:.]/g, '-')}`;
      for (const [ending, content] of [
        ['csv', csvOf(sheet)],
        ['json', JSON.stringify(jsonOf(sheet), null, 2)],
      ] as const) {
        const file = path.join(folder, `${name}.${ending}`);
        writeFileSync(`${file}.new`, content, { mode: 0o600 });
        renameSync(`${file}.new`, file);
      }
      return { sent: sheet.learners.length, refused: [], where: `data/grades/${name}.csv and .json` };
    },
  };
}
