import type { Report } from '../../protocol/desk/grades.ts';
import type { Catalog, CourseExercise } from '../course/catalog.ts';
import type { KeptClass } from '../store/classes.ts';
import type { Learner } from '../store/learners.ts';
import { type LearnerMarks, type Marks, sumOf } from './marks.ts';
import { pointsIn } from './points.ts';

/** Most findings that are named for each exercise. */
const MOST_FINDINGS = 5;

/** How a class stands as a whole. The printable report is drawn from this. */
export function reportOf(
  group: KeptClass,
  learners: readonly Learner[],
  catalog: Catalog,
  marks: Marks,
): Report {
  const all = learners.map(({ id }) => marks.of(id));
  const exercises = [...catalog.values()];
  const earned = all.map((one) => sumOf(exercises.map((exercise) => one.standing(exercise)?.points ?? 0)));
  const possible = exercises.map((exercise) => pointsIn(group.settings, exercise));
  return {
    class: group.name,
    at: new Date().toISOString(),
    learners: learners.length,
    total: { possible: sumOf(possible), earned: ascending(earned) },
    exercises: exercises.map((exercise, index) => ({
      ...ofExercise(exercise, all),
      possible: possible[index] ?? exercise.points,
    })),
  };
}

function ofExercise(exercise: CourseExercise, all: readonly LearnerMarks[]) {
  const tried = all.flatMap((marks) => {
    const standing = marks.standing(exercise);
    return standing ? { standing, attempts: marks.counting(exercise) } : [];
  });
  const statuses = Map.groupBy(tried, ({ standing }) => standing.status);
  return {
    id: exercise.id,
    number: exercise.number,
    title: exercise.title,
    points: ascending(tried.map(({ standing }) => standing.points)),
    statuses: Object.fromEntries([...statuses].map(([status, { length }]) => [status, length])),
    notTried: all.length - tried.length,
    attempts: ascending(tried.map(({ standing }) => standing.attempts)),
    minutes: ascending(tried.flatMap(({ attempts }) => minutesOf(attempts))),
    findings: commonFindings(tried.map(({ attempts }) => attempts)),
  };
}

type Attempts = ReturnType<LearnerMarks['counting']>;

/** The time from the first attempt to the first right one, to one decimal; nothing when there is no right one. */
function minutesOf(newestFirst: Attempts): number[] {
  const right = newestFirst.findLast(({ verdict }) => verdict.status === 'correct');
  const first = newestFirst.at(-1);
  if (!right || !first) return [];
  return [Math.round((Date.parse(right.at) - Date.parse(first.at)) / 6000) / 10];
}

/** The most frequent findings, each learner counted once for each finding. */
function commonFindings(ofLearners: readonly Attempts[]) {
  const counts = new Map<string, { id: string; text: string; learners: number }>();
  for (const attempts of ofLearners) {
    const wrong = attempts.flatMap(({ verdict }) => verdict.findings).filter(({ tone }) => tone === 'wrong');
    for (const [id, { text }] of new Map(wrong.map((finding) => [finding.id, finding]))) {
      counts.set(id, { id, text, learners: (counts.get(id)?.learners ?? 0) + 1 });
    }
  }
  return [...counts.values()].sort((a, b) => b.learners - a.learners).slice(0, MOST_FINDINGS);
}

const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
