import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chownSync, readFileSync, renameSync, rmSync, unwatchFile, watchFile, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Tls } from '../http/listener.ts';
import type { Settings } from '../settings/table.ts';
import { SetupError } from './setup-error.ts';

/** A certificate with those that it builds on, and its private key, in PEM. */
export interface Certificate {
  cert: string;
  key: string;
}

/** Names of the files, in the folder of the web server's sockets. */
const [CERT, KEY] = ['certificate.pem', 'key.pem'];
/** ms between two looks at the files. */
const EVERY = 5_000;

type Files = Pick<Settings, 'TLS_CERT' | 'TLS_KEY'>;

/** The operator's certificate; undefined if there is to be none. @throws SetupError if it can't be used */
export function readCertificate({ TLS_CERT, TLS_KEY }: Files): Certificate | undefined {
  if (TLS_CERT === undefined && TLS_KEY === undefined) return undefined;
  if (TLS_CERT === undefined) throw new SetupError('TLS_KEY is set; set TLS_CERT to its certificate, too.');
  if (TLS_KEY === undefined) throw new SetupError('TLS_CERT is set; set TLS_KEY to its private key, too.');
  const [cert, key] = [read('TLS_CERT', TLS_CERT), read('TLS_KEY', TLS_KEY)];
  const certificate = parse('TLS_CERT', TLS_CERT, 'certificate', () => new X509Certificate(cert));
  const privateKey = parse('TLS_KEY', TLS_KEY, 'private key without a password', () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new SetupError(`TLS_KEY=${TLS_KEY} is not the key of the certificate in ${TLS_CERT}.`);
  }
  if (certificate.validToDate < new Date()) {
    throw new SetupError(
      `the certificate in TLS_CERT=${TLS_CERT} was good until ${certificate.validTo}; renew it, or leave TLS_CERT and TLS_KEY out.`,
    );
  }
  return { cert, key };
}

/**
 * The certificate of the lab server that this machine is a worker for; undefined if it is none.
 * @throws SetupError if it can't be used, or this machine has none of its own
 */
export function certificateOfLabServer({
  WORKER_FOR,
  ...own
}: Files & Pick<Settings, 'WORKER_FOR'>): string | undefined {
  if (WORKER_FOR === undefined) return undefined;
  if (!readCertificate(own))
    throw new SetupError(
      'WORKER_FOR is set; set TLS_CERT and TLS_KEY to a certificate of this machine, too.',
    );
  const text = read('WORKER_FOR', WORKER_FOR);
  parse('WORKER_FOR', WORKER_FOR, 'certificate', () => new X509Certificate(text));
  return text;
}

function read(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new SetupError(`${setting}=${file} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function parse<T>(setting: string, file: string, what: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw new SetupError(`${setting}=${file} has no ${what} in PEM.`);
  }
}

/**
 * Gives the web server a copy of the certificate, which only it and root can read, and a new one when the files change. Files that can't be
 * used, as between two steps of a renewal, change nothing.
 * @param say told of each change, and of files that can't be used
 * @returns ends that, and takes the copy away.
 */
export function handCertificate(
  files: Files,
  { runDir, owner }: { runDir: string; owner: number },
  say: (text: string) => void,
): () => void {
  let known = '';
  const hand = (certificate: Certificate): void => {
    known = JSON.stringify(certificate);
    // The key first: the web server looks at the certificate for a change.
    place(path.join(runDir, KEY), certificate.key, owner);
    place(path.join(runDir, CERT), certificate.cert, owner);
  };
  const first = readCertificate(files);
  if (!first) return () => {};
  hand(first);
  let trouble = '';
  const look = (): void => {
    try {
      const now = readCertificate(files);
      trouble = '';
      if (!now || JSON.stringify(now) === known) return;
      hand(now);
      say(`The certificate is taken over; it is good until ${new X509Certificate(now.cert).validTo}.`);
    } catch (error) {
      const { message } = error as Error;
      if (message !== trouble) say(`The former certificate stays: ${message}`);
      trouble = message;
    }
  };
  const watched = [files.TLS_CERT, files.TLS_KEY].filter((file) => file !== undefined);
  for (const file of watched) watchFile(file, { interval: EVERY, persistent: false }, look);
  return () => {
    for (const file of watched) unwatchFile(file, look);
    for (const name of [CERT, KEY]) rmSync(path.join(runDir, name), { force: true });
  };
}

/** A whole file at once, in a folder that only root can write. */
function place(file: string, text: string, owner: number): void {
  const draft = `${file}.new`;
  writeFileSync(draft, text, { mode: 0o440 });
  chownSync(draft, 0, owner);
  renameSync(draft, file);
}

/** The web server's copy, which is read again when it changes. */
export function certificateIn(runDir: string): Tls {
  const file = path.join(runDir, CERT);
  return {
    now: () => ({
      cert: readFileSync(file, 'utf8'),
      key: readFileSync(path.join(runDir, KEY), 'utf8'),
    }),
    onChange: (take) => void watchFile(file, { interval: EVERY, persistent: false }, take),
  };
}
