// npm run restore FILE: replaces what the lab server keeps with a backup.
import path from 'node:path';
import { commandFor } from '../setup/commands.ts';
import { folders } from '../setup/folders.ts';
import { unpackHosts } from '../setup/kept-hosts.ts';
import { lock } from '../setup/lock.ts';
import { asItsOwner } from '../setup/on-data.ts';
import { SetupError } from '../setup/setup-error.ts';
import { endTerminals } from '../setup/unprivileged.ts';
import { restore } from '../store/backup.ts';
import { StoreError } from '../store/migrate.ts';

try {
  const [, , file] = process.argv;
  if (!file) throw new StoreError(`name the file: ${commandFor('restore')} FILE`);
  const unlock = await lock(folders.state);
  // A terminals' process that a killed lab server left has the database open.
  await endTerminals(folders.state);
  const { at, classes, learners, attempts, aside } = await restore(
    folders.state,
    path.resolve(file),
    asItsOwner,
  );
  const ofHosts = await unpackHosts(path.resolve(file));
  unlock();
  console.log(
    `Restored what was kept at ${at}: ${classes} classes, ${learners} learners, ${attempts} attempts.`,
  );
  for (const line of ofHosts) console.log(line);
  if (aside) console.log(`What was there before is in ${aside}; remove it when you do not need it.`);
  console.log(`${commandFor('start')} begins with it.`);
} catch (error) {
  if (!(error instanceof StoreError || error instanceof SetupError)) throw error;
  console.error(`vethlab: ${error.message}`);
  process.exitCode = 1;
}
