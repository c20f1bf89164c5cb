// The part of a backup's work that runs as the owner of the data, in the owner's root folder. `pack` writes the backup to standard output and
// takes what belongs to it beside the data from standard input, as JSON. `inspect` looks at an unpacked backup. The last line on standard
// error is the answer.

import { text } from 'node:stream/consumers';
import { handed } from '../settings/handed.ts';
import { Beside, inspectCopy, pack } from './backup.ts';
import { StoreError } from './migrate.ts';

const [, , work, file = ''] = process.argv;
const { dataDir } = handed();
try {
  const done =
    work === 'pack'
      ? await pack(dataDir, Beside.parse(JSON.parse(await text(process.stdin))), 1)
      : inspectCopy(dataDir, file);
  console.error(JSON.stringify({ done }));
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  console.error(JSON.stringify({ why: error.message }));
}
