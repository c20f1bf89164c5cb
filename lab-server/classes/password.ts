import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** 19 MiB, two passes, one lane: the least that OWASP's Password Storage Cheat Sheet advises, chosen for a machine with 1 GB. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const TAG_BYTES = 32;

const derive = promisify<'argon2id', Argon2Parameters, Buffer>(argon2);

/** argon2id of a password with a salt of its own, as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await tagOf(password, salt);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${plain(salt)}$${plain(tag)}`;
}

/** Whether a password matches such a string. Takes as long when there is no string to compare with. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [, , , , salt = '', kept = ''] = (hash ?? '').split('$');
  const tag = await tagOf(password, hash ? Buffer.from(salt, 'base64') : randomBytes(SALT_BYTES));
  const right = Buffer.from(kept, 'base64');
  return right.length === tag.length && timingSafeEqual(right, tag);
}

/** The same letters give the same password, however a keyboard composes them. */
function tagOf(password: string, nonce: Buffer): Promise<Buffer> {
  return derive('argon2id', { ...COST, message: password.normalize('NFC'), nonce, tagLength: TAG_BYTES });
}

const plain = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
