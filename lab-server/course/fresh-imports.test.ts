import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary.ts';

test('modules that an imported module imports are read anew, and define.ts stays the same module', () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'checkers/deeper'), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
  write('checkers/define.ts', 'export const made = {};');
  write('checkers/one.ts', "export { made } from './define.ts';\nexport { word } from './deeper/two.ts';");
  write('checkers/deeper/two.ts', "export { word } from '../three.ts';");
  write('checkers/three.ts', "export const word = 'before';");
  // Run by Node alone, since vitest loads modules in its own way.
  write(
    'run.ts',
    `import { writeFileSync } from 'node:fs';
     import { freshImports } from '${path.join(import.meta.dirname, 'fresh-imports.ts')}';
     const fresh = freshImports('${folder}/checkers');
     const read = () => import('./checkers/one.ts');
     const first = await read();
     writeFileSync('${folder}/checkers/three.ts', "export const word = 'after';");
     const same = await read();
     fresh.next();
     const next = await read();
     console.log(first.word, same.word, next.word, next.made === first.made);`,
  );
  const said = execFileSync(process.execPath, [path.join(folder, 'run.ts')], { encoding: 'utf8' });
  expect(said).toBe('before before after true\n');
});
