import { stringify } from 'yaml';
import type { QuizQuestion } from '../../../checkers/quiz/quiz.ts';

/** A checker of the course's own, which knows the answers. */
export const quizChecker = (
  questions: readonly QuizQuestion[],
): string => `import { quiz } from 'vethlab/checkers/quiz/quiz.ts';

export default quiz(${JSON.stringify(questions, null, 2)});
`;

/** The files of the exercise that asks them. */
export function quizExercise(
  { title, chapter }: { title: string; chapter: string },
  checker: string,
  questions: readonly QuizQuestion[],
): Record<string, string> {
  const form = Object.fromEntries(questions.map(({ id, ask }) => [id, { label: ask }]));
  const answer = Object.fromEntries(
    questions.map(({ id, kind, right }) => [id, kind === 'many' ? right : right[0]]),
  );
  const about = { title: `Questions: ${title}`, chapter, points: questions.length, checker, form };
  return {
    'exercise.yaml': stringify(about),
    'prompt.mdx': 'Answer what this chapter asks.\n',
    'solve.sh': `cat <<'END'\n${JSON.stringify(answer)}\nEND\n`,
  };
}
