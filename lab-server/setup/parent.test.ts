import { expect, test } from 'vitest';
import { must, run } from '../common/exec.ts';
import { folders } from './folders.ts';

const RUN = 'lab-server/setup/run.sh';
/** Like the first process of many containers: it takes note of the end of its own child only, and ends as that child does. */
const FIRST = 'if (!fork) { exec @ARGV } wait; exit($? >> 8 || $? & 127)';
const inContainer = (code: string) => [
  ...['unshare', '--pid', '--fork', '--kill-child', '--mount-proc', 'perl', '-e', FIRST],
  ...['sh', RUN, '--eval', code],
];

test('a process whose parent was killed is gone at its end, whatever the first process is', async () => {
  const left = `
    const { execFileSync } = require('node:child_process');
    const [pid] = execFileSync('sh', ['-c', 'sleep 0.2 & echo $!']).toString().split('\\n');
    const { setTimeout: sleep } = require('node:timers/promises');
    const { readFileSync } = require('node:fs');
    const state = () => {
      try { return readFileSync('/proc/' + pid + '/stat', 'utf8').split(' ')[2] } catch { return 'gone' }
    };
    (async () => {
      while (state() === 'S' || state() === 'R') await sleep(20);
      for (let i = 0; i < 100 && state() !== 'gone'; i++) await sleep(20);
      console.log(state());
    })();`;
  expect(await must(inContainer(left), { cwd: folders.root })).toBe('gone\n');
});

test('the parent ends as its program does, and passes on the signals it gets', async () => {
  expect((await run(inContainer('process.exit(7)'), { cwd: folders.root })).code).toBe(7);
  const told = `
    process.on('SIGTERM', () => { console.log('told'); process.exit(3); });
    setInterval(() => {}, 1000);
    process.kill(process.ppid, 'SIGTERM');`;
  expect(await run(inContainer(told), { cwd: folders.root })).toMatchObject({ code: 3, stdout: 'told\n' });
});

test('a program that is tied is told to stop when its starter was killed, as npm may be', async () => {
  // The starter becomes a shell that kills itself without a word to anybody.
  const told = `
    process.on('SIGTERM', () => { console.log('told'); process.exit(0); });
    setInterval(() => {}, 1000);
    process.kill(Number(process.argv.at(-1)), 'SIGKILL');`;
  const starter = 'perl lab-server/setup/parent.pl --tied "$0" -e "$1" $$; :';
  const { stdout } = await run(['sh', '-c', starter, process.execPath, told], { cwd: folders.root });
  expect(stdout).toBe('told\n');
});
