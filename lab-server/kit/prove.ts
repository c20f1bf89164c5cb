import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { LabHost } from '../../checkers/define.ts';
import type { RightAnswer } from '../../protocol/exercise.ts';
import type { Scenario } from '../../protocol/scenario.ts';
import type { Finding, Verdict } from '../../protocol/verdict.ts';
import { run } from '../common/exec.ts';
import { fits } from '../course/needs.ts';
import type { Engine } from '../hosts/contract.ts';
import type { ProvableExercise } from './course-files.ts';
import { LearnerShell } from './learner-shell.ts';
import { givenAway } from './placeholder.ts';
import { type TextBlock, textBlocks } from './text-blocks.ts';
import { TextCommands } from './text-commands.ts';

/** The longest in ms that a script of an exercise may take. */
const SCRIPT = 120_000;
/** ms within which the effect of solve.sh must show. */
const SETTLING = 15_000;

/** A claim about an exercise, and whether it was proved. */
export interface Proof {
  exercise: string;
  what: string;
  /** null: the claim holds. */
  failed: string | null;
}

/** One real lab host on which exercises are proved. */
export class ProvingHost {
  readonly #engine: Engine;
  readonly #id: string;
  /** The scenario whose host it is now, as long as nothing was changed on it. */
  #untouched: Scenario | undefined;

  constructor(engine: Engine, id: string) {
    this.#engine = engine;
    this.#id = id;
  }

  /** Brings the host to the beginning of this scenario. Makes it anew, unless it is there already. */
  async begin(scenario: Scenario): Promise<void> {
    if (isDeepStrictEqual(this.#untouched, scenario)) return;
    await this.#engine.destroy(this.#id);
    await this.#engine.ensure(this.#id, scenario, this.#id, () => {});
    this.#untouched = scenario;
  }

  /** Puts it back as learners do. */
  async reset(scenario: Scenario): Promise<void> {
    await this.#engine.reset(this.#id, scenario, this.#id, () => {});
    this.#untouched = scenario;
  }

  get trusted(): LabHost {
    return { run: (argv, options) => this.#engine.run(this.#id, argv, options) };
  }

  /**
   * Runs a script in the learner's login shell. Returns its output.
   * @param changes whether it changes something on the host.
   * @throws Error when the script does not succeed.
   */
  async script(text: string, changes: boolean): Promise<string> {
    if (changes) this.#untouched = undefined;
    const { file, args, env } = this.#engine.shell(this.#id, text);
    const { code, stdout, stderr } = await run([file, ...args], { env, timeoutMs: SCRIPT });
    if (code === 0) return stdout;
    throw new Error(`ended with status ${code}: ${(stderr || stdout).trim().slice(-400)}`);
  }

  /**
   * A runner for the commands of a text on this host.
   * @param change whether they change something on the host.
   */
  commands(change: boolean): TextCommands {
    if (change) this.#untouched = undefined;
    return new TextCommands(() => this.#engine.shell(this.#id, LearnerShell.COMMAND));
  }
}

/** The verdict of the exercise's checker on an answer on a host, as in grading. */
export async function check(
  { exercise }: ProvableExercise,
  answer: unknown,
  host: Pick<ProvingHost, 'trusted'>,
): Promise<Verdict> {
  const { check: checker } = exercise;
  const facts = JSON.parse(JSON.stringify((await checker.observe(host.trusted)) ?? null));
  return checker.judge(checker.answer.parse(answer), facts);
}

/**
 * Proves exercises on one host, scenario after scenario, the course's own first. Yields each claim in turn.
 * @param waysOn where the wrong and the right ways of an exercise are tried; left out, on the course's own scenario.
 */
export async function* prove(
  all: readonly ProvableExercise[],
  host: ProvingHost,
  scenarios: readonly [Scenario, ...Scenario[]],
  waysOn: (one: ProvableExercise) => Scenario = () => scenarios[0],
): AsyncGenerator<Proof> {
  const [own] = scenarios;
  for (const scenario of scenarios) {
    for (const one of all.filter(({ exercise }) => fits(exercise.needs, scenario))) {
      yield* right(one, host, scenario, scenario === own);
    }
  }
  for (const one of all) {
    yield* wrongWays(one, host, waysOn(one));
    yield* rightWays(one, host, waysOn(one));
  }
}

/** @param isOwn whether it is the course's own scenario, which prompts show */
async function* right(
  one: ProvableExercise,
  host: ProvingHost,
  scenario: Scenario,
  isOwn: boolean,
): AsyncGenerator<Proof> {
  const on = isOwn ? '' : ` (${scenario.seed})`;
  const passes = `solve.sh passes${on}`;
  await host.begin(scenario);
  await prepare(one, host);
  if (one.exercise.isTask) {
    yield await proof(one, `the start does not pass${on}`, () => doesNotPass(one, host));
    yield await proof(one, passes, () => taskPasses(one, host, one.solution));
    await host.reset(scenario);
    await prepare(one, host);
    yield await proof(one, `reset returns to the start${on}`, () => doesNotPass(one, host));
    yield* prompted(one, host, isOwn, () =>
      proof(one, `solution.yaml passes${on}`, () => taskPasses(one, host, commandsOf(one))),
    );
  } else {
    yield* prompted(one, host, isOwn, () => proof(one, passes, () => answerPasses(one, host)));
  }
}

/**
 * Follows the prompt as a learner would: runs its commands, does the work, then runs the commands that show the result. A prompt shows the
 * course's own scenario. The prompt of a question changes nothing on the host.
 */
async function* prompted(
  one: ProvableExercise,
  host: ProvingHost,
  isOwn: boolean,
  work: () => Promise<Proof>,
): AsyncGenerator<Proof> {
  const blocks = isOwn ? promptBlocks(one) : [];
  if (blocks.length === 0) return yield await work();
  const commands = host.commands(one.exercise.isTask);
  try {
    await commands.run(blocks.filter(({ afterwards }) => !afterwards));
    yield await work();
    await commands.run(blocks.filter(({ afterwards }) => afterwards));
  } finally {
    await commands.finish();
  }
  yield await proof(one, 'prompt.mdx prints what it shows', async () => commands.problems.join('\n') || null);
}

/** The commands of an exercise's prompt. @throws CourseError */
export function promptBlocks({ folder }: ProvableExercise): TextBlock[] {
  const file = path.join(folder, 'prompt.mdx');
  return textBlocks(readFileSync(file, 'utf8'), `exercises/${path.basename(folder)}/prompt.mdx`);
}

async function* wrongWays(
  one: ProvableExercise,
  host: ProvingHost,
  scenario: Scenario,
): AsyncGenerator<Proof> {
  for (const { name, file } of one.wrong) {
    const verdict = await outcome(one, file, host, scenario);
    yield await proof(one, `wrong/${name} fails with ${file.finding}`, async () => {
      const { status, findings } = await verdict();
      // Each check of a task is a finding. Those that hold are no fault.
      const faults = findings.filter(({ tone }) => !one.exercise.isTask || tone === 'wrong');
      if (status !== file.status) return `its status is ${status}, not ${file.status}: ${told(faults)}`;
      const found = faults.find(({ id }) => id === file.finding);
      if (!found) return `its findings are ${told(faults)}`;
      return found.text.includes(file.says ?? '') ? null : `${file.finding} says: ${found.text}`;
    });
  }
}

async function* rightWays(
  one: ProvableExercise,
  host: ProvingHost,
  scenario: Scenario,
): AsyncGenerator<Proof> {
  for (const { name, file } of one.right) {
    const verdict = await outcome(one, file, host, scenario);
    yield await proof(one, `right/${name} passes`, async () => {
      const given = await verdict();
      return given.status === 'correct' && given.score === 1 ? null : missing(given);
    });
  }
}

/** Prepares a fresh host for one way, and returns what runs it and looks once. */
async function outcome(
  one: ProvableExercise,
  { run: commands, answer }: Pick<RightAnswer, 'run' | 'answer'>,
  host: ProvingHost,
  scenario: Scenario,
): Promise<() => Promise<Verdict>> {
  await host.begin(scenario);
  await prepare(one, host);
  return async () => {
    if (commands !== undefined) await host.script(commands, true);
    return check(one, answer ?? {}, host);
  };
}

async function proof(
  { exercise }: ProvableExercise,
  what: string,
  work: () => Promise<string | null>,
): Promise<Proof> {
  return { exercise: exercise.id, what, failed: await work().catch((error: Error) => error.message) };
}

/** Makes the exercise's own beginning. */
async function prepare({ start }: ProvableExercise, host: ProvingHost): Promise<void> {
  if (start !== undefined) await host.script(start, true);
}

async function doesNotPass(one: ProvableExercise, host: ProvingHost): Promise<string | null> {
  const { status, score, findings } = await check(one, {}, host);
  if (status === 'correct') return 'it is done already, before anybody did anything';
  const held = findings.filter(({ tone }) => tone === 'right').map(({ id }) => id);
  return score > 0 ? `it scores ${score} before anybody did anything, by ${held.join(', ')}: weight 0` : null;
}

/** The effect shows after a while: a container starts, an address is formed. */
async function taskPasses(
  one: ProvableExercise,
  host: ProvingHost,
  commands: string,
): Promise<string | null> {
  await host.script(commands, true);
  const end = Date.now() + SETTLING;
  for (;;) {
    const verdict = await check(one, {}, host);
    if (verdict.status === 'correct') return null;
    if (Date.now() > end) return missing(verdict);
    await sleep(500);
  }
}

/** The commands of a learner who follows the solution, one step after another in one shell. */
function commandsOf({ exercise }: ProvableExercise): string {
  return (exercise.steps ?? []).flatMap(({ run: command }) => command ?? []).join('\n');
}

async function answerPasses(one: ProvableExercise, host: ProvingHost): Promise<string | null> {
  const answer = z.record(z.string(), z.unknown()).parse(JSON.parse(await host.script(one.solution, false)));
  const verdict = await check(one, answer, host);
  if (verdict.status !== 'correct' || verdict.score !== 1) return missing(verdict);
  return givenAway(one.exercise.form, answer);
}

function missing({ status, findings }: Verdict): string {
  return `it is ${status}: ${told(findings.filter(({ tone }) => tone !== 'right'))}`;
}

const told = (findings: readonly Finding[]) => findings.map(({ id, text }) => `${id}: ${text}`).join(' ');
