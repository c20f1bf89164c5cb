import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';
import { SEAL_KEY, seal, unseal } from './seal.ts';

const own = { key: randomBytes(SEAL_KEY), name: 'one' };
const files = () =>
  ['plain', 'sealed', 'opened'].map((name) => path.join(folder, name)) as [string, string, string];
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

test('what is sealed comes back byte for byte, and none of it can be read before', async () => {
  const [plain, sealed, opened] = files();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300_000 }), async (bytes) => {
      writeFileSync(plain, bytes);
      await seal(plain, sealed, own);
      expect(await unseal(sealed, opened, own)).toBe(true);
      expect(readFileSync(opened).equals(bytes)).toBe(true);
      if (bytes.length > 16) expect(readFileSync(sealed).includes(bytes)).toBe(false);
    }),
    { numRuns: 50 },
  );
});

test('what was changed, cut short or sealed with another key or under another name is not opened, and leaves no file', async () => {
  const [plain, sealed, opened] = files();
  writeFileSync(plain, randomBytes(100_000));
  await seal(plain, sealed, own);
  const whole = readFileSync(sealed);
  const changed = Buffer.from(whole);
  changed[50_000] = (changed[50_000] ?? 0) ^ 1;
  for (const bytes of [changed, whole.subarray(0, -1), whole.subarray(0, 60_000), whole.subarray(0, 20)]) {
    writeFileSync(sealed, bytes);
    expect(await unseal(sealed, `${opened}-not`, own)).toBe(false);
  }
  writeFileSync(sealed, whole);
  expect(await unseal(sealed, `${opened}-not`, { ...own, key: randomBytes(SEAL_KEY) })).toBe(false);
  // An older copy does not pass for a newer one.
  expect(await unseal(sealed, `${opened}-not`, { ...own, name: 'two' })).toBe(false);
  expect(existsSync(`${opened}-not`)).toBe(false);
});
