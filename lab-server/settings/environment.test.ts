import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const LAB_SERVER = path.resolve(import.meta.dirname, '..');

test('environment.ts is the only file of the lab server that looks at the environment', () => {
  const files = readdirSync(LAB_SERVER, { recursive: true, encoding: 'utf8' });
  const code = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const looking = code.filter((file) =>
    /\bprocess\.env\b|\benv\b[^;]*from 'node:process'/.test(
      readFileSync(path.join(LAB_SERVER, file), 'utf8'),
    ),
  );
  expect(looking).toEqual(['settings/environment.ts']);
});
