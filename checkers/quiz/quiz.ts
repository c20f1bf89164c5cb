import { z } from 'zod';
import type { Finding, Verdict } from '../../protocol/verdict.ts';
import { type Checker, defineChecker } from '../define.ts';
import { ended } from '../words.ts';

/**
 * A question with answers that are the same on every host. `one` and `many` are chosen among `options`; `text` is written, and is one of `right`; `part` is written, and
 * has one of them in it.
 */
export type QuizQuestion = { id: string; ask: string; right: readonly string[] } & (
  | { kind: 'one' | 'many'; options: readonly string[] }
  | { kind: 'text' | 'part' }
);

const LONGEST = 250;

/** The checker of an exercise that asks questions about nothing on the host: each has the same share of the score. */
export function quiz(questions: readonly QuizQuestion[]): Checker {
  return defineChecker({
    answer: z.object(Object.fromEntries(questions.map((question) => [question.id, answerOf(question)]))),
    async observe() {
      return {};
    },
    judge(answer): Verdict {
      const findings = questions.map((question) => judged(question, answer[question.id]));
      const right = findings.filter(({ tone }) => tone === 'right').length;
      const score = right / questions.length;
      return { status: score === 1 ? 'correct' : score > 0 ? 'partial' : 'incorrect', score, findings };
    },
  });
}

function answerOf(question: QuizQuestion): z.ZodType {
  if (!('options' in question)) return z.string().trim().min(1).max(LONGEST);
  const options = z.enum(question.options);
  return question.kind === 'one' ? options : z.array(options).min(1).max(question.options.length);
}

function judged({ id, ask, kind, right }: QuizQuestion, given: unknown): Finding {
  const isRight = isAnswer(kind, right, given);
  return {
    id: isRight ? `${id}-right` : `${id}-wrong`,
    tone: isRight ? 'right' : 'wrong',
    text: isRight ? `“${ask}”: right.` : `“${ask}”: not yet.`,
    ...(isRight ? {} : { reveal: ended(`“${ask}”: ${right.join(kind === 'many' ? ' and ' : ' or ')}`) }),
    evidence: [],
  };
}

function isAnswer(kind: QuizQuestion['kind'], right: readonly string[], given: unknown): boolean {
  const said = (Array.isArray(given) ? given : [given]).map((one) => String(one));
  if (kind === 'many') return said.length === right.length && right.every((one) => said.includes(one));
  const [text = ''] = said.map(spaced);
  if (kind === 'part') return right.some((one) => text.toLowerCase().includes(spaced(one).toLowerCase()));
  return right.some((one) => spaced(one) === text);
}

const spaced = (text: string) => text.trim().replaceAll(/\s+/g, ' ');
