// vethlab status: says whether the lab server of this machine runs, and where. The exit status is 3 if it does not, as for a service (LSB).
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { health } from '../../protocol/api/meta.ts';
import { pathOf } from '../../protocol/api/path.ts';
import { urlOf } from '../http/network.ts';
import { settings } from '../settings/given.ts';
import { commandFor } from '../setup/commands.ts';
import { folders } from '../setup/folders.ts';
import { installed } from '../setup/installed.ts';
import { holderOf } from '../setup/lock.ts';
import { listenOn } from '../setup/port.ts';

const { host, port } = listenOn(settings);
const here = urlOf(host === '::' || host === '0.0.0.0' ? '127.0.0.1' : host, port);
const say = (name: string, words: string) => console.log(`  ${name.padEnd(18)} ${words}`);

if (installed) say('Version', `${installed.version} (${installed.architecture})`);
const holder = await holderOf(folders.state);
say(
  'Lab server',
  holder ? `runs as process ${holder.pid}` : `does not run; ${commandFor('start')} starts it`,
);
if (holder)
  say('Pages', (await answers()) ? `${here}${settings.CLASS ? ', for a class' : ''}` : 'not served yet');
const hosts = path.join(folders.state, 'hosts');
say('Lab hosts', String(existsSync(hosts) ? readdirSync(hosts).length : 0));
process.exitCode = holder ? 0 : 3;

async function answers(): Promise<boolean> {
  try {
    return (await fetch(new URL(pathOf(health), here), { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}
