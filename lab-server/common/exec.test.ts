import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { bareEnv } from '../settings/environment.ts';
import { temporaryFolder } from '../testing/temporary.ts';
import { until } from '../testing/terminal-client.ts';
import { ExecError, must, run } from './exec.ts';

const isAlive = (pid: string) => {
  try {
    return !/^Z/.test(execFileSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).trim());
  } catch {
    return false;
  }
};

test("a program's output is given, and its exit status, whatever that is", async () => {
  expect(await run(['sh', '-c', 'echo out; echo err >&2; exit 3'])).toMatchObject({
    stdout: 'out\n',
    stderr: 'err\n',
    code: 3,
  });
  expect(await run(['true'])).toMatchObject({ argv: ['true'], stdout: '', stderr: '', code: 0 });
  expect((await run(['sh', '-c', 'kill -9 $$'])).code).toBe(128);
});

test('no shell reads the arguments', async () => {
  const { stdout } = await run(['printf', '%s|', '$HOME', '`id`', 'a b', ';', '*', "'"]);
  expect(stdout).toBe("$HOME|`id`|a b|;|*|'|");
});

test('a program gets its input, folder and environment as given', async () => {
  const cwd = temporaryFolder();
  const { stdout } = await run(['sh', '-c', 'cat; pwd; echo $ONLY'], {
    input: 'é\n',
    cwd,
    env: bareEnv({ ONLY: 'this' }),
  });
  expect(stdout).toBe(`é\n${cwd}\nthis\n`);
  expect((await run(['cat'])).stdout).toBe('');
  expect((await run(['true'], { input: 'x'.repeat(1e6) })).code).toBe(0);
});

test('a character that comes in two pieces stays one character', async () => {
  const { stdout } = await run(['sh', '-c', "printf '\\303'; sync /dev/null; printf '\\251'"]);
  expect(stdout).toBe('é');
});

test('a program that does not exist or may not run gives an ExecError that names it', async () => {
  await expect(run(['/no/such/program', 'x'])).rejects.toThrow(ExecError);
  await expect(run(['/no/such/program', 'x'])).rejects.toThrow('/no/such/program x: spawn');
  await expect(run(['/etc/passwd'])).rejects.toThrow(/EACCES/);
  await expect(run(['true'], { cwd: '/no/such/folder' })).rejects.toThrow(ExecError);
});

test('8 MiB of output are taken, and more ends the program', async () => {
  const most = 8 * 1024 * 1024;
  expect((await run(['head', '-c', String(most), '/dev/zero'])).stdout).toHaveLength(most);
  await expect(run(['head', '-c', String(most + 1), '/dev/zero'])).rejects.toThrow(/printed more than 8 MiB/);
  await expect(run(['yes'])).rejects.toThrow('yes printed more than 8 MiB');
  await expect(run(['sh', '-c', 'yes >&2'])).rejects.toThrow(ExecError);
});

test('the time limit ends the program and its children', async () => {
  const pidFile = `${temporaryFolder()}/pids`;
  const script = `sleep 600 & echo $! $$ >${pidFile}; trap '' TERM HUP; wait; sleep 600`;
  const running = run(['sh', '-c', script], { timeoutMs: 1000 });
  await expect(running).rejects.toThrow(/took longer than 1 s/);
  const pids = execFileSync('cat', [pidFile], { encoding: 'utf8' }).trim().split(' ');
  expect(pids).toHaveLength(2);
  await until(() => !pids.some(isAlive));
});

test('a program that leaves behind a child with its output is over by the time limit', async () => {
  await expect(run(['sh', '-c', 'sleep 600 & exit 0'], { timeoutMs: 300 })).rejects.toThrow(/took longer/);
});

test('must gives the output, or fails with the end of what the program said', async () => {
  expect(await must(['echo', 'fine'])).toBe('fine\n');
  await expect(must(['sh', '-c', 'echo why >&2; exit 4'])).rejects.toThrow(
    'sh -c echo why >&2; exit 4 failed (4): why',
  );
  await expect(must(['sh', '-c', 'echo only this; exit 1'])).rejects.toThrow('only this');
});
