// vethlab end: ends the lab hosts and terminals of a lab server that was killed. What is on disk stays. Does nothing where there are none.
import { existsSync } from 'node:fs';
import { folders } from './folders.ts';
import { endHosts } from './left-hosts.ts';
import { lock } from './lock.ts';
import { SetupError } from './setup-error.ts';

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
