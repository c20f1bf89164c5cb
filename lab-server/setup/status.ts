// vethlab status: whether the lab server of this machine runs, and where. Exit status 3 when it does not, as of a service (LSB).
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { urlOf } from '../http/network.ts';
import { commandFor } from './commands.ts';
import { folders } from './folders.ts';
import { installed } from './installed.ts';
import { holderOf } from './lock.ts';
import { isForClass, listenOn } from './port.ts';

const { host, port } = listenOn;
const here = urlOf(host === '::' || host === '0.0.0.0' ? '127.0.0.1' : host, port);
const say = (name: string, words: string) => console.log(`  ${name.padEnd(18)} ${words}`);

if (installed) say('Version', `${installed.version} (${installed.architecture})`);
const holder = await holderOf(folders.state);
say(
  'Lab server',
  holder ? `runs as process ${holder.pid}` : `does not run; ${commandFor('start')} starts it`,
);
if (holder)
  say('Pages', (await answers()) ? `${here}${isForClass ? ', for a class' : ''}` : 'not served yet');
const hosts = path.join(folders.state, 'hosts');
say('Lab hosts', String(existsSync(hosts) ? readdirSync(hosts).length : 0));
process.exitCode = holder ? 0 : 3;

async function answers(): Promise<boolean> {
  try {
    return (await fetch(new URL('/api/health', here), { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}
