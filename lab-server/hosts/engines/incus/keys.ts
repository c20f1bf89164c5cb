import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from '../../../common/exec.ts';
import type { KeyPair } from '../../worker.ts';

/** Days that a certificate is good for: it is believed because it is known, and not for its date. */
const DAYS = 36_500;

/** Makes a key and a certificate for it that nobody but itself vouches for. */
export async function newKeyPair(name: string): Promise<KeyPair> {
  const folder = mkdtempSync(path.join(tmpdir(), 'vethlab-key-'));
  const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  try {
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', String(DAYS)];
    const files = ['-keyout', key, '-out', cert];
    await must(['openssl', 'req', '-x509', ...kind, '-subj', `/CN=${name}`, ...files]);
    return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
