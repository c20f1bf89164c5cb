import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bareEnv } from '../settings/environment.ts';
import { LearnerShell } from './learner-shell.ts';
import { TextCommands } from './text-commands.ts';

/** A bash of this machine, started in the same way as on a lab host. */
const bash = () => ({
  file: 'bash',
  args: ['--norc', '-c', LearnerShell.COMMAND],
  env: bareEnv(),
});
let shell: LearnerShell;
afterEach(() => shell?.close());

test('the next command finds what one command sets, and each gives all its output and its status', async () => {
  shell = new LearnerShell(bash());
  await shell.run('X=12; cd /');
  expect(await shell.run('echo $X; pwd; echo oops >&2; (exit 3)')).toEqual({
    printed: '12\n/\noops\n',
    code: 3,
  });
  expect(await shell.run('cat')).toEqual({ printed: '', code: 0 });
});

test('a command can go on beside others, and its end is awaited at last', async () => {
  const pipe = path.join(mkdtempSync(path.join(tmpdir(), 'learner-shell-')), 'pipe');
  const block = { output: undefined, fails: false, beside: false, afterwards: false };
  const commands = new TextCommands(bash);
  await commands.run([
    {
      ...block,
      beside: true,
      command: `mkfifo ${pipe}; echo listening; cat ${pipe}`,
      output: 'listening\ncame',
    },
    { ...block, command: `echo came > ${pipe}` },
    { ...block, command: 'false', fails: true },
    { ...block, command: 'echo one', output: 'two' },
    { ...block, command: 'nosuchcommand; true' },
  ]);
  await commands.finish();
  rmSync(path.dirname(pipe), { recursive: true });
  expect(commands.problems).toEqual([
    expect.stringContaining('echo one: the text shows “two”'),
    expect.stringContaining('command not found'),
  ]);
});
