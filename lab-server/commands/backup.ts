// npm run backup [FILE] [-- --hosts]: packs all that the lab server keeps into one file, even while a class is at work; with --hosts the lab
// hosts at rest into a second one.
import path from 'node:path';
import { folders } from '../setup/folders.ts';
import { packHosts } from '../setup/kept-hosts.ts';
import { asItsOwner } from '../setup/on-data.ts';
import { backUp, countedIn } from '../store/backup.ts';
import { StoreError } from '../store/migrate.ts';

const words = process.argv.slice(2);
const withHosts = words.includes('--hosts');
const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
const file = path.resolve(words.find((word) => word !== '--hosts') ?? `vethlab-${stamp}.tar.gz`);
try {
  const done = await backUp(folders.state, file, asItsOwner);
  console.log(`${file}: ${countedIn(done)}, ${Math.ceil(done.bytes / 1024)} KiB.`);
  if (withHosts) console.log(await packHosts(file));
  console.log('It holds marks and the key of the cookies: keep it where only you can read it.');
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  console.error(`vethlab: ${error.message}`);
  process.exitCode = 1;
}
