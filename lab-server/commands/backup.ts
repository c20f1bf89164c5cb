// npm run backup [FILE]: packs all that the lab server keeps into one file, even while a class is at work.
import path from 'node:path';
import { folders } from '../setup/folders.ts';
import { asItsOwner } from '../setup/on-data.ts';
import { backUp } from '../store/backup.ts';
import { StoreError } from '../store/migrate.ts';

const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
const file = path.resolve(process.argv[2] ?? `vethlab-${stamp}.tar.gz`);
try {
  const { classes, learners, attempts, bytes } = await backUp(folders.state, file, asItsOwner);
  console.log(
    `${file}: ${classes} classes, ${learners} learners, ${attempts} attempts, ${Math.ceil(bytes / 1024)} KiB.`,
  );
  console.log('It holds marks and the key of the cookies: keep it where only you can read it.');
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  console.error(`vethlab: ${error.message}`);
  process.exitCode = 1;
}
