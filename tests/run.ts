// npm test: sets itself up as npm start does, then runs every check. With arguments it runs vitest with them instead:
// npm test -- --project unit
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ExecError, must } from '../lab-server/hosts/exec.ts';
import { ensureImage, ImageError } from '../lab-server/hosts/image/build.ts';
import { folders } from '../lab-server/setup/folders.ts';
import { ensurePackages, hostPackages, testPackages } from '../lab-server/setup/packages.ts';
import { checkMachine } from '../lab-server/setup/prerequisites.ts';
import { SetupError } from '../lab-server/setup/setup-error.ts';
import { ensureSite } from '../lab-server/setup/site.ts';
import { Steps } from '../lab-server/setup/steps.ts';

const REPORT = path.join(folders.made, 'test-report.json');
const vitestArgs = process.argv.slice(2);
const steps = new Steps();

try {
  await setUp();
  if (vitestArgs.length === 0) await checkText();
  console.log();
  process.exitCode = await vitest();
  sumUp();
} catch (error) {
  const foreseen = [SetupError, ImageError, ExecError].some((kind) => error instanceof kind);
  console.error(`\n${foreseen ? (error as Error).message : (error as Error).stack}`);
  process.exitCode = 1;
}

async function setUp(): Promise<void> {
  await steps.step('This machine', async () => {
    await checkMachine(['Port']);
    return 'has what it takes';
  });
  await steps.step('Debian packages', (tell) => ensurePackages({ ...hostPackages, ...testPackages }, tell));
  await steps.step('Pages', ensureSite);
  await steps.step('Lab image', async (tell) => {
    await ensureImage(folders.images, tell);
    return 'there';
  });
}

/** What can be told without running anything. */
async function checkText(): Promise<void> {
  const tools: [string, string[]][] = [
    ['Lint and format', ['biome', 'ci', '--error-on-warnings', '.']],
    ['Types', ['tsc', '--noEmit']],
    ['Types of pages', ['astro', 'check', '--root', '.', '--tsconfig', 'site/tsconfig.json']],
    ['Imports', ['depcruise', 'protocol', 'site', 'checkers', 'lab-server', 'tests']],
  ];
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' };
  for (const [name, argv] of tools) {
    await steps.step(name, async () => {
      await must(argv, { cwd: folders.root, env, timeoutMs: 300_000 });
      return 'right';
    });
  }
}

function vitest(): Promise<number> {
  mkdirSync(folders.made, { recursive: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const child = spawn('vitest', ['run', ...reporters, ...vitestArgs], {
    cwd: folders.root,
    stdio: 'inherit',
  });
  const { promise, resolve } = Promise.withResolvers<number>();
  child.on('close', (code) => resolve(code ?? 1));
  return promise;
}

/** The line that CI reads. */
function sumUp(): void {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(REPORT, 'utf8'));
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
}
