// npm run restore FILE: puts a backup in the place of what the lab server keeps.
import path from 'node:path';
import { restore } from '../store/backup.ts';
import { StoreError } from '../store/migrate.ts';
import { commandFor } from './commands.ts';
import { folders } from './folders.ts';
import { lock } from './lock.ts';
import { endTerminals } from './ordinary.ts';
import { SetupError } from './setup-error.ts';

try {
  const [, , file] = process.argv;
  if (!file) throw new StoreError(`name the file: ${commandFor('restore')} FILE`);
  const unlock = await lock(folders.state);
  // One that a killed lab server has left has the database open.
  await endTerminals(folders.state);
  const { at, classes, learners, attempts, aside } = await restore(folders.state, path.resolve(file));
  unlock();
  console.log(
    `Restored what was kept at ${at}: ${classes} classes, ${learners} learners, ${attempts} attempts.`,
  );
  if (aside) console.log(`What was there before is in ${aside}; remove it when you do not need it.`);
  console.log(`${commandFor('start')} begins with it.`);
} catch (error) {
  if (!(error instanceof StoreError || error instanceof SetupError)) throw error;
  console.error(`vethlab: ${error.message}`);
  process.exitCode = 1;
}
