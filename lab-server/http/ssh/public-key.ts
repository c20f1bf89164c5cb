import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';

/** The algorithms of public keys that OpenSSH takes by itself. DSA is none of them any more. */
const TYPES = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'ssh-rsa',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
] as const;

export interface PublicKey {
  /** As ssh-keygen -l shows it. */
  fingerprint: string;
  type: string;
  /** Algorithm and key in Base64. */
  key: string;
  comment: string;
}

/** The text is no public key. The message says what it is, if that is known, fit for whoever pasted it. */
export class NoPublicKey extends Error {
  override name = 'NoPublicKey';
}

/**
 * Reads one line as in id_ed25519.pub: algorithm, key, comment. Options before them, as authorized_keys may have, are none of ours.
 * @throws NoPublicKey
 */
export function readPublicKey(pasted: string): PublicKey {
  const text = pasted.trim();
  if (/PRIVATE KEY/.test(text)) throw new NoPublicKey(PRIVATE);
  if (/^(-----?-? ?BEGIN|PuTTY)/.test(text)) throw new NoPublicKey(OTHER_FORM);
  if (/[\r\n]/.test(text)) throw new NoPublicKey('These are several lines; paste one key at a time.');
  const [type = '', base64 = '', ...words] = text.split(' ').filter(Boolean);
  if (!TYPES.some((one) => one === type) || !/^[0-9A-Za-z+/]+={0,2}$/.test(base64))
    throw new NoPublicKey(NO_KEY);
  const blob = Buffer.from(base64, 'base64');
  // A key begins with its own algorithm (RFC 4253, 6.6).
  const begun = wireString(Buffer.from(type));
  if (blob.length <= begun.length || !blob.subarray(0, begun.length).equals(begun))
    throw new NoPublicKey(NO_KEY);
  return {
    fingerprint: fingerprintOf(blob),
    type,
    key: `${type} ${blob.toString('base64')}`,
    comment: words.join(' ').replaceAll(/\p{C}/gu, '').slice(0, 80),
  };
}

const NO_KEY =
  'This is no public key that OpenSSH knows. One is a line such as “ssh-ed25519 AAAAC3… ada@laptop”, from a file whose name ends with .pub.';
const PRIVATE =
  'This is a private key, which nobody else may have. Paste the public one, from the file whose name ends with .pub. If others may have seen this one, make another.';
const OTHER_FORM =
  'This is a key in another form. `ssh-keygen -i -f FILE` writes it as OpenSSH has it: a line such as “ssh-ed25519 AAAAC3… ada@laptop”.';

/** A new host key: a private key for Ed25519, as PKCS #8 in PEM, which OpenSSH reads since 9.6. */
export function newHostKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The public half of a host key. */
export function publicHalf(hostKey: string): Pick<PublicKey, 'fingerprint' | 'key'> {
  const { x = '' } = createPublicKey(createPrivateKey(hostKey)).export({ format: 'jwk' });
  const blob = Buffer.concat([
    wireString(Buffer.from('ssh-ed25519')),
    wireString(Buffer.from(x, 'base64url')),
  ]);
  return { fingerprint: fingerprintOf(blob), key: `ssh-ed25519 ${blob.toString('base64')}` };
}

/** RFC 4251, 5: `string`. */
function wireString(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

const fingerprintOf = (blob: Buffer): string =>
  `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=$/, '')}`;
