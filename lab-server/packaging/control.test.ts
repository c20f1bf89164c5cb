import path from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../common/exec.ts';
import { folders } from '../setup/folders.ts';
import { LINKED } from './control.ts';

test('the package depends on the packages of all libraries that Node and the addon are linked with, and on no other', async () => {
  const programs = ['node/bin/node', 'node-pty/build/Release/pty.node'];
  const files = new Set<string>();
  for (const program of programs) {
    const said = await must(['ldd', path.join(folders.root, 'node_modules', program)]);
    for (const [, file = ''] of said.matchAll(/^\s(?:.* => )?(\/\S+) \(/gm)) files.add(file);
  }
  // dpkg knows a library by the path that it was packed with, which may go through a link.
  const names = [...files].map((file) => `*/${file.split('/').slice(-2).join('/')}`);
  const owners = [...(await must(['dpkg', '-S', ...names])).matchAll(/^([^:]+):/gm)].map(([, name]) => name);
  expect([...new Set(owners)].sort()).toEqual(LINKED.map((one) => one.replace(/ .*/, '')).sort());
});
