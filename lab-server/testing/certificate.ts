import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Makes a certificate for these names, which nobody but itself vouches for. @returns the files, as TLS_CERT and TLS_KEY name them. */
export function makeCertificate(
  folder: string,
  name: string,
  names: readonly string[] = ['DNS:localhost', 'IP:127.0.0.1'],
): { TLS_CERT: string; TLS_KEY: string } {
  const [TLS_CERT, TLS_KEY] = [path.join(folder, `${name}.pem`), path.join(folder, `${name}.key`)];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${names.join()}`];
  const files = ['-keyout', TLS_KEY, '-out', TLS_CERT];
  execFileSync('openssl', ['req', '-x509', ...kind, ...subject, ...files], { stdio: 'pipe' });
  return { TLS_CERT, TLS_KEY };
}
