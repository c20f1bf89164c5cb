// npm run test:cluster: an Incus cluster of three members on this machine, workers on it, and all that can happen to them. It takes some twenty
// minutes, so it runs on demand. The cluster has a network of its own, in which the trials run too.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureImage } from '../../lab-server/hosts/image/build.ts';
import { folders } from '../../lab-server/setup/folders.ts';
import { ensurePackages, hostPackages } from '../../lab-server/setup/packages.ts';
import { ensureSite } from '../../lab-server/setup/site.ts';
import { Steps } from '../../lab-server/setup/steps.ts';

const steps = new Steps();
await steps.step('Debian packages', (tell) => ensurePackages({ ...hostPackages, openssl: 'openssl' }, tell));
await steps.step('Lab image', async (tell) => {
  await ensureImage(folders.images, tell);
  return 'there';
});
await steps.step('Pages', ensureSite);
const trials = path.join(import.meta.dirname, 'trials.ts');
const apart = ['--net', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh'];
const { status } = spawnSync('unshare', [...apart, process.execPath, trials, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
