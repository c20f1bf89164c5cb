// vethlab end: ends the lab hosts and terminals, if any, of a lab server that was killed. What is on disk stays.
import { existsSync } from 'node:fs';
import { folders } from '../setup/folders.ts';
import { endHosts } from '../setup/left-hosts.ts';
import { lock } from '../setup/lock.ts';
import { SetupError } from '../setup/setup-error.ts';

try {
  if (existsSync(folders.state)) {
    const unlock = await lock(folders.state);
    await endHosts(folders.state);
    unlock();
  }
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`vethlab: ${error.message}`);
  process.exitCode = 1;
}
