// npm test: sets itself up as npm start does, then runs every check.
// npm test -- --changed runs what a small change needs while it is written; --changed=main compares with a branch.
// With other arguments it runs vitest with them: npm test -- --project unit
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ExecError, must } from '../lab-server/common/exec.ts';
import { ensureImage, ImageError } from '../lab-server/hosts/image/build.ts';
import { childEnv } from '../lab-server/settings/environment.ts';
import { settings } from '../lab-server/settings/given.ts';
import { folders } from '../lab-server/setup/folders.ts';
import { ensurePackages, hostPackages, testPackages } from '../lab-server/setup/packages.ts';
import { checkMachine } from '../lab-server/setup/prerequisites.ts';
import { SetupError } from '../lab-server/setup/setup-error.ts';
import { ensureSite } from '../lab-server/setup/site.ts';
import { Steps } from '../lab-server/setup/steps.ts';
import { FAILURES, folderOf } from './support/failures.ts';
import { withoutServices } from './support/no-services.ts';

/** The part of vitest's JSON report that is read. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  /** A file that failed before its tests began has none, and carries the message itself. */
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; title: string; status: string; failureMessages?: string[] }[];
  }[];
}

type Count = 'numPassedTests' | 'numFailedTests' | 'numPendingTests';

/** Most characters that are printed of each text that a failed test left. */
const EVIDENCE = 1500;

const vitestArgs = process.argv.slice(2);
/** The argument for what has changed, if that is what was asked for. */
const changed = vitestArgs.length === 1 ? vitestArgs.find((arg) => /^--changed(=|$)/.test(arg)) : undefined;
const isWhole = vitestArgs.length === 0 || changed !== undefined;
const steps = new Steps();

try {
  const image = await setUp();
  if (isWhole) await checkText();
  console.log();
  if (changed) sumUp(await unitsOf(changed, image));
  else sumUp(isWhole ? await everything(image) : await some(image));
} catch (error) {
  const foreseen = [SetupError, ImageError, ExecError].some((kind) => error instanceof kind);
  console.error(`\n${foreseen ? (error as Error).message : (error as Error).stack}`);
  process.exitCode = 1;
}

/** @returns once the pages are there. The lab image that it returns may take some minutes more, and no unit test needs it. */
async function setUp(): Promise<{ image: Promise<void> }> {
  rmSync(FAILURES, { recursive: true, force: true });
  await steps.step('This machine', async () => {
    await checkMachine(settings, ['Port']);
    return 'has what it takes';
  });
  await steps.step('Debian packages', (tell) =>
    withoutServices(() => ensurePackages({ ...hostPackages, ...testPackages }, tell)),
  );
  const image = steps.step('Lab image', async (tell) => {
    await ensureImage(folders.images, tell);
    return 'there';
  });
  // Whoever waits for it gets the error.
  image.catch(() => {});
  await steps.step('Pages', ensureSite);
  return { image };
}

/** The checks that run no program of ours. */
async function checkText(): Promise<void> {
  const tools: [string, string[]][] = [
    ['Lint and format', ['biome', 'ci', '--error-on-warnings', '.']],
    ['Types', ['tsc', '--noEmit']],
    ['Types of pages', ['astro', 'check', '--root', '.', '--tsconfig', 'site/tsconfig.json']],
    ['Regular expressions', ['node', 'tests/lint/regular-expressions.ts']],
    ['Imports', ['depcruise', 'protocol', 'site', 'checkers', 'lab-server', 'tests']],
    ['Dead code', ['knip']],
  ];
  const env = childEnv({ ASTRO_TELEMETRY_DISABLED: '1' });
  const look = ([name, argv]: [string, string[]]) =>
    steps.step(name, async () => {
      await must(argv, { cwd: folders.root, env, timeoutMs: 300_000 });
      return 'right';
    });
  await Promise.all(tools.map(look));
}

/**
 * Unit tests that import what has changed, and the test files with hosts or a browser that were changed themselves. Which others of those a
 * change concerns can't be told from imports, since they start the whole product.
 */
async function unitsOf(changed: string, { image }: { image: Promise<void> }): Promise<Report[]> {
  const reports = [await vitest('unit', ['--project', 'unit', changed, '--passWithNoTests'], 'inherit')];
  const ref = changed.split('=')[1] || 'HEAD';
  const git = async (...args: string[]) => (await must(['git', ...args], { cwd: folders.root })).split('\n');
  const names = [
    ...(await git('diff', '--name-only', '--diff-filter=d', ref)),
    ...(await git('ls-files', '--others', '--exclude-standard')),
  ];
  const own = names.filter((name) => /^tests\/(host|browser|author)\/.*\.test\.ts$/.test(name));
  await image;
  if (own.length > 0) reports.push(await vitest('changed', own, 'inherit'));
  console.log(
    '\nTests with lab hosts or a browser are left out unless their own file was changed; npm test runs them.',
  );
  return reports;
}

async function some({ image }: { image: Promise<void> }): Promise<Report[]> {
  await image;
  return [await vitest('some', vitestArgs, 'inherit')];
}

/**
 * Files with lab hosts or a browser run two at a time. Each has a state folder of its own, and ranges of user ids are claimed per machine.
 * Those of a course's author, and of courses beside the first, make pages and images in the clone, where two at once would disturb each other, so they run one
 * after another beside them.
 */
async function everything({ image }: { image: Promise<void> }): Promise<Report[]> {
  const unit = await vitest('unit', ['--project', 'unit'], 'inherit');
  await image;
  const others = await Promise.all([
    vitest('author', ['--project', 'author'], 'lines'),
    vitest('hosts', ['--project', 'host', '--project', 'browser'], 'lines'),
  ]);
  return [unit, ...others];
}

/**
 * Runs vitest and reads its report.
 * @param output `inherit` for the terminal as it is, `lines` for whole lines between those of another run.
 */
async function vitest(name: string, args: string[], output: 'inherit' | 'lines'): Promise<Report> {
  const file = path.join(folders.made, `test-report-${name}.json`);
  mkdirSync(folders.made, { recursive: true });
  rmSync(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const out = output === 'inherit' ? 'inherit' : 'pipe';
  const child = spawn('vitest', ['run', ...reporters, ...args], {
    cwd: folders.root,
    stdio: ['inherit', out, out],
  });
  passOn(child.stdout, process.stdout);
  passOn(child.stderr, process.stderr);
  const { promise, resolve } = Promise.withResolvers<number>();
  child.on('close', (code) => resolve(code ?? 1));
  if ((await promise) !== 0) process.exitCode = 1;
  if (!existsSync(file)) throw new Error(`vitest ended without a report of its tests (${name}).`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function passOn(from: Readable | null, to: NodeJS.WritableStream): void {
  if (from) createInterface(from).on('line', (line) => to.write(`${line}\n`));
}

/** Prints the evidence of a failed test: the folder, and the end of each text in it, since CI keeps only the printed output. */
function showEvidence(folder: string): void {
  if (!existsSync(folder)) return;
  console.log(`\nWhat there was to be seen: ${path.relative(folders.root, folder)}`);
  for (const name of readdirSync(folder).filter((one) => /\.(txt|log)$/.test(one) && one !== 'error.txt'))
    console.log(`--- ${name}\n${readFileSync(path.join(folder, name), 'utf8').slice(-EVIDENCE)}`);
}

/** Names the failed tests once more at the end, where they are easy to find, then prints the line that CI reads. */
function sumUp(reports: Report[]): void {
  for (const { name, status, message, assertionResults } of reports.flatMap((report) => report.testResults)) {
    const file = path.relative(folders.root, name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) console.log(`\nFailed: ${file}\n${message}`);
    for (const { fullName, title, failureMessages = [] } of failed) {
      console.log(`\nFailed: ${file}: ${fullName}\n${failureMessages.join('\n')}`);
      showEvidence(folderOf(name, title));
    }
  }
  const sum = (count: Count) => reports.reduce((total, report) => total + report[count], 0);
  console.log(
    `\n${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed, ${sum('numPendingTests')} skipped`,
  );
}
