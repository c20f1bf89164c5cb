import type { CourseExercise } from '../course/catalog.ts';

/** Words of a placeholder, and of an answer, that could be the same thing. */
const wordsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) =>
    String(one)
      .toLowerCase()
      .split(/[\s,;]+/)
      .filter((word) => /\w/.test(word)),
  );

/** What a form shows in an empty field and what is a part of the right answer all the same; null when there is nothing of the kind. */
export function givenAway(
  form: NonNullable<CourseExercise['form']>,
  answer: Readonly<Record<string, unknown>>,
): string | null {
  const faults = Object.entries(form).flatMap(([field, { placeholder }]) => {
    const right = wordsOf(answer[field]);
    const shared = wordsOf(placeholder ?? '').filter((word) => right.includes(word));
    return shared.length > 0
      ? [`${field}: the placeholder has “${shared.join(' ')}”, which is a part of the right answer`]
      : [];
  });
  return faults.length > 0 ? faults.join('; ') : null;
}
