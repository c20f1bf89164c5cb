import { fstatSync } from 'node:fs';
import { renderUnicodeCompact } from 'uqr';
import type { Welcome } from '../classes/welcome.ts';
import { addressesOf, urlOf } from '../http/network.ts';
import { isLoopback } from '../http/origin.ts';
import { environment } from '../settings/environment.ts';
import { commandFor } from './commands.ts';

/** Whether standard output is systemd's journal (JOURNAL_STREAM in systemd.exec(5)), which users other than root may read, even later. */
export function isJournal(stream = environment.JOURNAL_STREAM): boolean {
  const { dev, ino } = fstatSync(1);
  return stream === `${dev}:${ino}`;
}

/** What npm start prints at last on a worker. */
export const sayWorker = ({ host, port }: { host: string; port: number }): string =>
  `  Makes lab hosts for a lab server on another machine, which reaches it at ${host} port ${port}. Ctrl-C stops everything.`;

/** What npm start prints at last. A journal gets no link that signs in. */
export function sayWelcome(
  listening: { host: string; port: number; publicUrl?: string; tls?: boolean; around?: object },
  welcome: Welcome,
  forJournal = isJournal(),
): string {
  const { host, port, publicUrl, tls = false, around } = listening;
  const isHere = isLoopback(host) || host === '::' || host === '0.0.0.0';
  const own = urlOf(isHere && !isLoopback(host) ? '127.0.0.1' : host, port, tls);
  const here = publicUrl === undefined ? own : new URL(publicUrl).href;
  const others = publicUrl !== undefined ? [here] : around ? [] : addressesOf(host, port, tls);
  const lines = [forJournal ? `Serving ${here}` : `Open ${here} in a browser. Ctrl-C stops everything.`, ''];
  const group = welcome.class;
  if (others.length > 0 && group) {
    const [address = here] = others;
    lines.push(`Class “${group.name}”: learners open ${others.join(' or ')}`);
    lines.push(`and join with the code ${group.code}${forJournal ? '' : ', or with a phone:'}`, '');
    if (!forJournal)
      lines.push(...renderUnicodeCompact(`${address}?code=${group.code}`, { border: 2 }).split('\n'), '');
  }
  if (around && publicUrl === undefined && group) {
    lines.push(
      `Class “${group.name}”: learners join with the code ${group.code}, at this machine's address.`,
    );
    lines.push(
      `With PUBLIC_URL set to that (-e PUBLIC_URL=http://192.168.1.20:${port}) links and QR codes have it.`,
      '',
    );
  }
  lines.push(
    forJournal
      ? `Instructor's desk: ${commandFor('sign-in')} prints a link that signs in`
      : `Instructor's desk (signs in once, within a day): ${here}${welcome.deskPath.slice(1)}`,
  );
  return lines.map((line) => `  ${line}`.trimEnd()).join('\n');
}
