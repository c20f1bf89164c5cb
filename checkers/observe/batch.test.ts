import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabHost } from '../define.ts';
import { batched } from './batch.ts';

/** This machine in place of a lab host, and the commands that were run on it. */
function machine() {
  const ran: string[] = [];
  const host: LabHost = {
    async run(argv) {
      ran.push(argv[0] ?? '');
      return { argv, stdout: execFileSync(argv[0] ?? '', argv.slice(1)).toString(), stderr: '', code: 0 };
    },
  };
  return { host, ran };
}

test('commands asked for at once run in one go, each with its own output and status', async () => {
  const { host, ran } = machine();
  const together = batched(host);
  const results = await Promise.all([
    together.run(['printf', 'one\n\n']),
    together.run(['sh', '-c', 'echo -3; echo lost >&2; exit 3']),
    together.run(['true']),
  ]);
  expect(results.map(({ stdout, code }) => [stdout, code])).toEqual([
    ['one\n\n', 0],
    ['-3\n', 3],
    ['', 0],
  ]);
  expect(ran).toEqual(['sh']);
});

test('a command that comes later, or has options of its own, runs by itself', async () => {
  const { host, ran } = machine();
  const together = batched(host);
  await together.run(['true']);
  await Promise.all([together.run(['echo', 'again']), together.run(['printf', 'x'], { netnsOf: 1 })]);
  expect(ran).toEqual(['sh', 'printf', 'sh']);
});

test('no word of a command is taken for shell', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), async (words) => {
      const safe = words.map((word) => word.replaceAll('\0', ''));
      const { stdout } = await batched(machine().host).run(['printf', '%s\\n', '', ...safe]);
      expect(stdout).toBe(['', ...safe].map((word) => `${word}\n`).join(''));
    }),
    { numRuns: 30 },
  ));

test('when the host can not be entered all of them fail', async () => {
  const host: LabHost = { run: () => Promise.reject(new Error('gone')) };
  const together = batched(host);
  const results = await Promise.allSettled([together.run(['a']), together.run(['b'])]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
