import type { WallRow } from '../../protocol/desk/wall.ts';
import type { HostState } from '../../protocol/host.ts';
import type { Catalog } from '../course/catalog.ts';
import { type LearnerMarks, sumOf } from '../grading/marks.ts';
import type { Learner } from '../store/learners.ts';

/** The parts of a row beside marks. */
export interface Seen {
  host: HostState | null;
  online: boolean;
  activeAt: string | null;
  /** The exercise that the learner's page had on the screen last. */
  on: string | null;
  terminals: WallRow['terminals'];
  doing: string | null;
  hand: WallRow['hand'];
  control: WallRow['control'];
}

/** A learner's row on the wall. Pure. */
export function rowOf({ id, name }: Learner, catalog: Catalog, marks: LearnerMarks, seen: Seen): WallRow {
  const { activeAt, on, ...rest } = seen;
  const exercises = [...catalog.values()].map((exercise) => ({
    exercise,
    standing: marks.standing(exercise),
    attempts: marks.counting(exercise),
  }));
  const newest = exercises
    .flatMap(({ exercise, attempts: [last] }) => (last ? [{ exercise: exercise.id, at: last.at }] : []))
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .at(-1);
  return {
    learner: id,
    name,
    ...rest,
    on: on ?? newest?.exercise ?? null,
    activeAt: [activeAt, newest?.at ?? null].reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b)),
    points: {
      earned: sumOf(exercises.map(({ standing }) => standing?.points ?? 0)),
      possible: sumOf(exercises.map(({ exercise }) => marks.possible(exercise))),
    },
    exercises: exercises.flatMap(({ exercise, standing, attempts: [last] }) =>
      standing && last
        ? {
            id: exercise.id,
            status: standing.status,
            points: standing.points,
            attempts: standing.attempts,
            at: last.at,
          }
        : [],
    ),
    stuckSince: stuckSince(exercises.flatMap(({ attempts }) => attempts)),
  };
}

/** The time of the first wrong attempt since the last right one. Checks that could not look are nobody's fault and don't count. */
function stuckSince(
  attempts: readonly { at: string; counted: boolean; verdict: { status: string } }[],
): string | null {
  const counted = attempts.filter((attempt) => attempt.counted).sort((a, b) => a.at.localeCompare(b.at));
  const lastRight = counted.findLastIndex(({ verdict }) => verdict.status === 'correct');
  return counted[lastRight + 1]?.at ?? null;
}
