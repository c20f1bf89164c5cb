// npm test: sets itself up as npm start does, then runs every check. With arguments it runs vitest with them instead:
// npm test -- --project unit
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ExecError, must } from '../lab-server/hosts/exec.ts';
import { ensureImage, ImageError } from '../lab-server/hosts/image/build.ts';
import { folders } from '../lab-server/setup/folders.ts';
import { ensurePackages, hostPackages, testPackages } from '../lab-server/setup/packages.ts';
import { checkMachine } from '../lab-server/setup/prerequisites.ts';
import { SetupError } from '../lab-server/setup/setup-error.ts';
import { ensureSite } from '../lab-server/setup/site.ts';
import { Steps } from '../lab-server/setup/steps.ts';

/** What is read of vitest's JSON report. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

/** What runs side by side, of about the same length. Those of a course's author make pages in the clone, where two at once would disturb each other. */
const LANES = [['host'], ['browser', 'author']];

const vitestArgs = process.argv.slice(2);
const steps = new Steps();

try {
  await setUp();
  if (vitestArgs.length === 0) await checkText();
  console.log();
  const reports =
    vitestArgs.length === 0 ? await everything() : [await vitest('some', vitestArgs, 'inherit')];
  sumUp(reports);
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
  const image = steps.step('Lab image', async (tell) => {
    await ensureImage(folders.images, tell);
    return 'there';
  });
  await Promise.all([steps.step('Pages', ensureSite), image]);
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
  const look = ([name, argv]: [string, string[]]) =>
    steps.step(name, async () => {
      await must(argv, { cwd: folders.root, env, timeoutMs: 300_000 });
      return 'right';
    });
  await Promise.all(tools.map(look));
}

/**
 * What needs lab hosts and what needs a browser mostly waits, for daemons and for pages: the two run side by side. Each
 * file has a state folder of its own, and ranges of user ids are claimed per machine.
 */
async function everything(): Promise<Report[]> {
  const reports = [await vitest('unit', ['--project', 'unit'], 'inherit')];
  const drive = async (lane: string[]) => {
    for (const project of lane) reports.push(await vitest(project, ['--project', project], 'lines'));
  };
  await Promise.all(LANES.map(drive));
  return reports;
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

/** The line that CI reads. */
function sumUp(reports: Report[]): void {
  const sum = (count: keyof Report) => reports.reduce((total, report) => total + report[count], 0);
  console.log(
    `${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed, ${sum('numPendingTests')} skipped`,
  );
}
