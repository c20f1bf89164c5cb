import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../common/exec.ts';
import { childEnv } from '../../settings/environment.ts';
import { temporaryFolder } from '../../testing/temporary.ts';
import { engines, findEngines } from './registry.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const scratch = path.join(import.meta.dirname, '../../testing/engines');
const machine = { memory: 8 * 2 ** 30, processors: 4 };

test('engines are found by their folders, the default first', async () => {
  expect(engines.kinds.map(({ name }) => name)).toEqual(['namespaces', 'incus', 'machine']);
  expect(engines.kinds.filter(({ isDefault }) => isDefault)).toEqual([engines.byDefault]);
  expect((await findEngines(scratch)).kinds.map(({ name }) => name)).toEqual(['pretend']);
});

test('a folder whose engine has another name is refused', async () => {
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'mine'));
  writeFileSync(path.join(folder, 'mine/index.ts'), "export default { name: 'yours' };\n");
  await expect(findEngines(folder)).rejects.toThrow('mine/index.ts must be an engine of that name.');
});

test('ENGINE chooses an engine, and its own settings are read with it', async () => {
  const pretend = await findEngines(scratch);
  expect(pretend.look({ PRETEND_GREETING: 'ahoy' }, machine)).toMatchObject({
    kind: { name: 'pretend' },
    settings: { PRETEND_GREETING: 'ahoy' },
    set: ['PRETEND_GREETING'],
    wrong: [],
  });
  const { wrong } = pretend.look({ ENGINE: 'docker', PRETEND_GREETING: '1' }, machine);
  expect(wrong.map(({ variable }) => variable)).toEqual(['ENGINE', 'PRETEND_GREETING']);
  expect(engines.look({ ENGINE: 'machine', HOST_CPUS: 'of no use here' }, machine)).toMatchObject({
    kind: { name: 'machine', isShared: true },
    wrong: [],
  });
});

test('a new engine is one new folder: it is found, documented and looked at, and makes hosts', async () => {
  const copy = temporaryFolder();
  for (const part of [
    'lab-server',
    'protocol',
    'checkers',
    'docs',
    'exercises',
    'course.yaml',
    'package.json',
  ])
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  cpSync(path.join(scratch, 'pretend'), path.join(copy, 'lab-server/hosts/engines/pretend'), {
    recursive: true,
  });
  const program = async (name: string, env: Record<string, string> = {}) => {
    const argv = [process.execPath, path.join(copy, 'lab-server', name)];
    const { stdout, stderr } = await run(argv, { env: childEnv(env), timeoutMs: 60_000 });
    return stdout + stderr;
  };

  expect(await program('setup/settings-document.ts')).toBe('');
  const documented = readFileSync(path.join(copy, 'docs/settings.md'), 'utf8');
  expect(documented).toMatch(/^\| `ENGINE` \|.* `pretend`: a folder of this machine for each\b.*\|$/m);
  expect(documented).toMatch(
    /^\| `ENGINE` \|.*\| namespaces, incus, machine or pretend \| `namespaces` \|$/m,
  );
  expect(documented).toMatch(
    /^\| `PRETEND_GREETING` \| what the shell.*\| a word of small letters \| `hello` \|$/m,
  );
  expect(documented).toContain('Of use with `ENGINE=pretend` only: `PRETEND_GREETING`.');
  expect(documented).toMatch(/^Of use with `ENGINE=namespaces`.* or `ENGINE=pretend` only: .*`WARM_HOSTS`/m);
  const inPackage = readFileSync(path.join(copy, 'lab-server/packaging/files/vethlab.conf'), 'utf8');
  expect(inPackage).toContain('\n#PRETEND_GREETING=hello\n');

  const doctor = await program('commands/doctor.ts', { ENGINE: 'pretend' });
  expect(doctor).toMatch(/^ +Make-believe .*enough for /m);
  expect(doctor).toMatch(/^ +Debian packages .*bash$/m);
  expect(doctor).not.toContain('Lab image');
  expect(await program('commands/doctor.ts', { ENGINE: 'docker' })).toContain(
    'ENGINE must be namespaces, incus, machine or pretend, not docker. Leave it out for namespaces.',
  );

  const said = await program('testing/engines/try.ts', { ENGINE: 'pretend', PRETEND_GREETING: 'ahoy' });
  expect(said).toMatch(/^ +Make-believe +begun\n/);
  expect(said).toContain(`ahoy from ${copy}`);
  expect(said).toContain('0 hosts left');
});
