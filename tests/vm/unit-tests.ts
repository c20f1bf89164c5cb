import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../lab-server/common/exec.ts';
import { childEnv, environment } from '../../lab-server/settings/environment.ts';
import { type Architecture, isNative } from './architecture.ts';

/** ms that all of them may take in emulation. */
const LIMIT = 60 * 60_000;

/**
 * Runs the unit tests of protocol and checkers, observers among them, in a staged copy of the project by its own Node. The emulator runs the
 * Node of another processor, and finds the C library in the folder of Debian's cross compiler.
 * @returns how many passed. @throws Error naming those that did not.
 */
export async function unitTests(
  staged: string,
  architecture: Architecture,
  tell: (doing: string) => void,
): Promise<string> {
  const report = path.join(staged, '.vethlab/unit-tests.json');
  rmSync(report, { force: true });
  const node = path.join(staged, 'node_modules/node/bin/node');
  const env = childEnv({
    PATH: `${path.dirname(node)}:${environment.PATH}`,
    ...(isNative(architecture) ? {} : { QEMU_LD_PREFIX: `/usr/${architecture.gnu}` }),
  });
  const vitest = [node, path.join(staged, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'unit'];
  const options = [
    '--pool=threads',
    '--maxWorkers=2',
    '--testTimeout=600000',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  tell('running them');
  const { stdout, stderr } = await run([...vitest, ...options, 'checkers', 'protocol'], {
    cwd: staged,
    env,
    timeoutMs: LIMIT,
  });
  if (!existsSync(report))
    throw new Error(`vitest ended without a report: ${(stderr || stdout).slice(-1000)}`);
  const { numPassedTests, numTotalTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = testResults.filter(({ status }: { status: string }) => status !== 'passed');
  if (failed.length > 0) {
    throw new Error(
      `${numPassedTests} of ${numTotalTests} passed; ${failed.map(({ name }: { name: string }) => path.relative(staged, name))}`,
    );
  }
  return `${numPassedTests} passed in ${testResults.length} files`;
}
