import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folders } from '../setup/folders.ts';

test('one file looks at the environment of the process', () => {
  const files = globSync(
    '{*,{checkers,courses,exercises,lab-server,protocol,site,tests}/**/*}.{ts,tsx,mjs,js,astro}',
    {
      cwd: folders.root,
    },
  );
  expect(files.length).toBeGreaterThan(1000);
  const looks = (file: string) =>
    /process(\.|\?\.)env\b/.test(readFileSync(path.join(folders.root, file), 'utf8'));
  expect(files.filter(looks)).toEqual(['lab-server/settings/environment.ts']);
});
