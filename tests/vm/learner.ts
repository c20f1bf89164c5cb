import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { folders } from '../../lab-server/setup/folders.ts';
import * as api from '../../protocol/api/index.ts';
import { numbered } from '../../protocol/numbered.ts';
import type { ApiClient } from '../support/client.ts';
import { runInTerminal } from './terminal.ts';

/** The folders of the lesson's five questions. */
export const QUESTIONS = [
  '01-container-systems',
  '02-web-page',
  '03-open-ports',
  '04-why-ipv6',
  '05-how-many',
];
/** How many containers all frameworks have: those of the lesson, and two more at the most. */
const WRONG_COUNT = { count: 99 };
/** ms for steps that take seconds on a machine that is not emulated. */
const LIMIT = 15 * 60_000;

/** Waits until the learner's host is ready. @throws Error when it failed or takes too long. */
export async function hostReady(learner: ApiClient, tell: (doing: string) => void): Promise<void> {
  const end = Date.now() + LIMIT;
  for (;;) {
    const { status, body } = await learner.call(api.host.status);
    if (status === 200 && body.state === 'ready') return;
    if (body?.state === 'failed' || Date.now() > end) throw new Error(`no host: ${JSON.stringify(body)}`);
    tell(JSON.stringify(body).slice(0, 100));
    await sleep(1000);
  }
}

/** Finds the answer to a question in a terminal, by its solution, and submits it. @returns the verdict's text */
export async function solveQuestion(learner: ApiClient, folder: string): Promise<string> {
  const solution = readFileSync(path.join(folders.exercises, folder, 'solve.sh'), 'utf8');
  const { stdout, code } = await runInTerminal(learner, solution, LIMIT);
  if (code !== 0) throw new Error(`solve.sh of ${folder} ended with ${code}: ${stdout}`);
  const answer = JSON.parse(stdout);
  const verdict = await submit(learner, folder, answer);
  if (verdict.status === 'correct') return `correct: ${JSON.stringify(answer).slice(0, 80)}`;
  throw new Error(`${folder} is ${verdict.status}, not correct: ${JSON.stringify({ answer, verdict })}`);
}

/** Submits an answer that must not pass. */
export async function answerWrongly(learner: ApiClient): Promise<string> {
  const verdict = await submit(learner, '05-how-many', WRONG_COUNT);
  if (verdict.status === 'incorrect') return 'incorrect';
  throw new Error(`a wrong answer is ${verdict.status}: ${JSON.stringify(verdict)}`);
}

async function submit(learner: ApiClient, folder: string, answer: unknown) {
  const id = numbered(folder)?.id ?? '';
  const { status, body } = await learner.call(api.exercises.answer, { params: { id }, body: { answer } });
  if (status !== 201) throw new Error(`an answer to ${id} got ${status}: ${JSON.stringify(body)}`);
  return body.verdict;
}
