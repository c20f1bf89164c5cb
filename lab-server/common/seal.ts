import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** AES-256 in GCM, which also shows whether anything was changed. One key and nonce may seal 64 GiB (NIST SP 800-38D, 5.2.1.1). */
const CIPHER = 'aes-256-gcm';
/** Bytes. */
export const SEAL_KEY = 32;
const NONCE = 12;
const TAG = 16;

interface Seal {
  /** SEAL_KEY bytes. */
  key: Buffer;
  /** The name that the sealed file goes by. Under another name it is not opened. */
  name: string;
}

/** Writes a file that only the key opens: a nonce, the encrypted bytes, a tag. */
export async function seal(from: string, to: string, { key, name }: Seal): Promise<void> {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(name));
  await pipeline(
    createReadStream(from),
    async function* (bytes) {
      yield nonce;
      for await (const chunk of bytes) yield cipher.update(chunk as Buffer);
      yield cipher.final();
      yield cipher.getAuthTag();
    },
    createWriteStream(to, { mode: 0o600 }),
  );
}

/** Opens such a file. @returns false when it is not whole, was changed, or is of another key or name; then there is no file `to`. */
export async function unseal(from: string, to: string, { key, name }: Seal): Promise<boolean> {
  const handle = await open(from);
  try {
    const { size } = await handle.stat();
    if (size < NONCE + TAG) return false;
    const read = async (at: number, length: number) =>
      (await handle.read(Buffer.alloc(length), 0, length, at)).buffer;
    const decipher = createDecipheriv(CIPHER, key, await read(0, NONCE));
    decipher.setAAD(Buffer.from(name)).setAuthTag(await read(size - TAG, TAG));
    const bytes = createReadStream(from, { start: NONCE, end: Math.max(NONCE, size - TAG - 1) });
    // Without a byte in between there is nothing to read.
    await pipeline(size === NONCE + TAG ? [] : bytes, decipher, createWriteStream(to, { mode: 0o600 }));
    return true;
  } catch (error) {
    rmSync(to, { force: true });
    if (/authenticate/.test((error as Error).message)) return false;
    throw error;
  } finally {
    await handle.close();
  }
}
