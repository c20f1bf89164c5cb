// npm run restore FILE: replaces what the lab server keeps with a backup; `newest` in the place of FILE: with the newest of where BACKUP_TO
// says.
import path from 'node:path';
import { settings } from '../settings/given.ts';
import { commandFor } from '../setup/commands.ts';
import { restoreNewest } from '../setup/copies.ts';
import { folders } from '../setup/folders.ts';
import { unpackHosts } from '../setup/kept-hosts.ts';
import { lock } from '../setup/lock.ts';
import { asItsOwner } from '../setup/on-data.ts';
import { SetupError } from '../setup/setup-error.ts';
import { endTerminals } from '../setup/unprivileged.ts';
import { countedIn, restore } from '../store/backup.ts';
import { StoreError } from '../store/migrate.ts';

try {
  const [, , given] = process.argv;
  if (!given)
    throw new StoreError(
      `name the file: ${commandFor('restore')} FILE, or newest for that of where BACKUP_TO says`,
    );
  const unlock = await lock(folders.state);
  // A terminals' process that a killed lab server left has the database open.
  await endTerminals(folders.state);
  const from = async (file: string) => {
    const restored = await restore(folders.state, file, asItsOwner);
    return { ...restored, ofHosts: await unpackHosts(file) };
  };
  const isNewest = given === 'newest';
  const { name, done, passedOver } = isNewest
    ? await restoreNewest(settings.BACKUP_TO, from)
    : { name: given, done: await from(path.resolve(given)), passedOver: [] };
  unlock();
  const { at, ofHosts, aside } = done;
  for (const line of passedOver) console.log(line);
  if (isNewest) console.log(`The newest copy is ${name}.`);
  console.log(`Restored what was kept at ${at}: ${countedIn(done)}.`);
  for (const line of ofHosts) console.log(line);
  if (aside) console.log(`What was there before is in ${aside}; remove it when you do not need it.`);
  console.log(`${commandFor('start')} begins with it.`);
} catch (error) {
  if (!(error instanceof StoreError || error instanceof SetupError)) throw error;
  console.error(`vethlab: ${error.message}`);
  process.exitCode = 1;
}
