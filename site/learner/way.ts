import type { Exercise } from '../../protocol/exercise.ts';

/** A place on the way through the course: a chapter to read, or an exercise in it. */
export interface Step {
  chapter: string;
  /** Undefined: the chapter itself. */
  exercise?: string;
  title: string;
}

interface Course {
  /** In the order of the course. */
  chapters: readonly { slug: string; title: string }[];
  /** Those that take an answer now and are not done yet. */
  due: readonly Pick<Exercise, 'id' | 'chapter' | 'title' | 'number'>[];
  /** The slugs of chapters that were read to the end. */
  read: ReadonlySet<string>;
  /** The slugs of chapters that the class has closed. */
  closed: ReadonlySet<string>;
}

/**
 * The next thing to do, from a chapter on, and then from the beginning of the course.
 * @param from where the learner is: a chapter, or an exercise that is behind them.
 * @returns undefined when nothing is left.
 */
export function nextStep(
  course: Course,
  from: { chapter?: string | undefined; after?: number },
): Step | undefined {
  const { chapters, closed } = course;
  const here = Math.max(
    0,
    chapters.findIndex(({ slug }) => slug === from.chapter),
  );
  // Who has just done an exercise is in its chapter, whose text they need not be sent to.
  const rest = from.after === undefined ? [] : exercisesOf(course, from.chapter, from.after);
  const next = from.after === undefined ? here : here + 1;
  const inOrder = [...chapters.slice(next), ...chapters.slice(0, next)];
  const steps = inOrder
    .filter(({ slug }) => !closed.has(slug))
    .flatMap((chapter) => stepsOf(course, chapter));
  return [...rest, ...steps][0];
}

function stepsOf(course: Course, { slug, title }: { slug: string; title: string }): Step[] {
  const text = course.read.has(slug) ? [] : [{ chapter: slug, title }];
  return [...text, ...exercisesOf(course, slug)];
}

function exercisesOf({ due }: Course, chapter: string | undefined, after = 0): Step[] {
  return due
    .filter((one) => one.chapter === chapter && one.number > after)
    .map(({ id, title, number }) => ({ chapter: chapter ?? '', exercise: id, title: `${number}. ${title}` }));
}

/** The path of the page where a step is, without a language. */
export const pathOfStep = ({ chapter, exercise }: Step): string =>
  `/chapters/${chapter}/${exercise === undefined ? '' : `#${exercise}`}`;
