import type { QuizQuestion } from '../../../checkers/quiz/quiz.ts';
import { inCode, type Line } from './lines.ts';
import type { Tell } from './tell.ts';

/** A question of Katacoda's quizzes: `>>Q1: Which one?<<`, and its answers in the lines after it. */
const BEGIN = /^>>(.*)$/;
const END = /^(.*?)<<\s*$/;
const ANSWER = {
  /** `=== text` is the answer, `=~= text` is a part of it. */
  text: /^(===|=~=)(.+)$/,
  /** `[*] text`, `( ) text`. */
  choice: /^(?:[-+] )?([[(])([ *xX]{0,3})[\])](?=\s)(.+)$/,
};

interface Found {
  ask: string;
  line: number;
  answers: string[];
}

/**
 * Takes the questions of quizzes out of a page, with their answers, which would stand there to be read. Lines keep their numbers.
 * @returns the page without them, and those that can be asked here.
 */
export function withoutQuiz(
  lines: readonly Line[],
  tell: Tell,
): { lines: Line[]; questions: QuizQuestion[] } {
  const isCode = inCode(lines);
  const rest: Line[] = [];
  const found: Found[] = [];
  for (let i = 0; i < lines.length; i++) {
    const { text, line } = lines[i] as Line;
    const asked = isCode[i] ? undefined : questionAt(lines, i);
    if (!asked) {
      rest.push({ text, line });
      continue;
    }
    const answers: string[] = [];
    i = asked.last;
    for (let next = i + 1; next < lines.length; next++) {
      const answer = (lines[next] as Line).text.trim();
      if (ANSWER.text.test(answer) || ANSWER.choice.test(answer)) {
        answers.push(answer);
        i = next;
      } else if (answer.trim() !== '') break;
    }
    rest.push({ text: '', line });
    found.push({ ask: asked.ask, line, answers });
  }
  return { lines: rest, questions: found.flatMap((one) => asQuestion(one, found.indexOf(one) + 1, tell)) };
}

/** The question that begins at a line, which may go on over several. */
function questionAt(lines: readonly Line[], at: number): { ask: string; last: number } | undefined {
  const [, first] = BEGIN.exec((lines[at]?.text ?? '').trim()) ?? [];
  if (first === undefined) return undefined;
  const parts: string[] = [];
  for (let last = at; last < Math.min(lines.length, at + 10); last++) {
    const text = last === at ? first : (lines[last]?.text ?? '');
    if (text.trim() === '') return undefined;
    const [, end] = END.exec(text) ?? [];
    parts.push((end ?? text).trim());
    if (end !== undefined) return { ask: plain(parts.join(' ')), last };
  }
  return undefined;
}

const plain = (text: string) =>
  text
    .replace(/^Q ?\d{0,4} ?[:.)]/i, '')
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll(/[`*]/g, '')
    .trim() || 'Question';

function asQuestion({ ask, line, answers }: Found, number: number, tell: Tell): QuizQuestion[] {
  const id = `q${number}`;
  const texts = answers.flatMap((one) => {
    const [, sign, text = ''] = ANSWER.text.exec(one) ?? [];
    return sign ? [{ sign, text: text.trim() }] : [];
  });
  const choices = answers.flatMap((one) => {
    const [, bracket, mark = '', text = ''] = ANSWER.choice.exec(one) ?? [];
    return bracket ? [{ isMany: bracket === '[', isRight: mark.trim() !== '', text: plain(text) }] : [];
  });
  const right = choices.filter(({ isRight }) => isRight).map(({ text }) => text);
  if (choices.length > 1 && right.length > 0) {
    const options = [...new Set(choices.map(({ text }) => text))];
    const isMany = right.length > 1 || choices.some((one) => one.isMany);
    tell(`The question “${ask}” is asked by an exercise; its answers are out of the text.`, line);
    return [isMany ? { id, ask, kind: 'many', options, right } : { id, ask, kind: 'one', options, right }];
  }
  const [first] = texts;
  if (first && choices.length === 0) {
    tell(`The question “${ask}” is asked by an exercise; its answer is out of the text.`, line);
    return [{ id, ask, kind: first.sign === '===' ? 'text' : 'part', right: texts.map(({ text }) => text) }];
  }
  tell(
    answers.length === 0
      ? `The question “${ask}” is left out: no answers of a form that is known follow it.`
      : `The question “${ask}” is left out: none of its answers is marked as right (${answers.map((one) => one.trim()).join(' ')}).`,
    line,
  );
  return [];
}
