import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface InstallerFacts {
  version: string;
  /** Debian's name of the architecture. */
  architecture: string;
  /** Key of the lab image. */
  key: string;
  imageBytes: number;
  packagesBytes: number;
  payloadBytes: number;
  payloadSha256: string;
  /** Names of Debian packages. */
  needed: readonly string[];
}

/** Columns for the offset of the payload. Their number is fixed, so that writing the offset down does not move the payload. */
const DIGITS = 8;

/** The script before a bundle's tar file. Pure, except that it reads the script's text. */
export function header(facts: InstallerFacts): string {
  const text = readFileSync(path.join(import.meta.dirname, 'files/install.sh'), 'utf8');
  const values: Record<string, string> = {
    VERSION: facts.version,
    ARCHITECTURE: facts.architecture,
    KEY: facts.key,
    IMAGE_BYTES: String(facts.imageBytes),
    PACKAGES_BYTES: String(facts.packagesBytes),
    PAYLOAD_BYTES: String(facts.payloadBytes),
    PAYLOAD_SHA256: facts.payloadSha256,
    DEPENDS: facts.needed.join(' '),
    PAYLOAD_AT: '0'.repeat(DIGITS),
  };
  const filled = text.replaceAll(/@([A-Z0-9_]+)@/g, (_, name: string) => values[name] ?? '');
  // tail -c +N counts from 1.
  const at = String(Buffer.byteLength(filled) + 1).padEnd(DIGITS, ' ');
  return filled.replace(`payload_at=${'0'.repeat(DIGITS)}`, `payload_at=${at}`);
}
