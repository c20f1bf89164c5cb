import type { Exercise } from '../../protocol/exercise.ts';
import { gateOf } from '../class/gate.ts';
import { examPhase } from '../class/state.ts';
import { words } from '../words/now.ts';
import { Less } from './Less.tsx';
import { ProgressMark } from './ProgressMark.tsx';
import { type Progress, progressOf } from './progress.ts';
import { exercises } from './state.ts';
import { statusWord } from './status-word.ts';

/** How far the learner is with one exercise, by a sign, a word and points. Before there is a learner it says the points only. */
export function StandingWord({ id, otherwise }: { id: string; otherwise: string }) {
  const exercise = exercises.value?.find((one) => one.id === id);
  if (!exercise) return <>{otherwise}</>;
  const progress = progressOf(exercise, examPhase.value);
  return (
    <span
      class="standing-word"
      data-progress={progress}
      title={progress === 'kept' ? words.exercise.heldText : undefined}
    >
      <ProgressMark progress={progress} />
      <span>
        <strong>{wordFor(exercise, progress)}</strong> <Points exercise={exercise} progress={progress} />
      </span>
    </span>
  );
}

function wordFor(exercise: Exercise, progress: Progress): string {
  const { standing } = exercise;
  const said = words.exercise.progress;
  if (progress === 'begun' && standing?.status === 'needs-review') return statusWord('needs-review');
  if (progress !== 'closed') return said[progress];
  const gate = gateOf(exercise, examPhase.value);
  return gate === 'other-host' || gate === 'none-left' ? said[gate] : said.closed;
}

function Points({ exercise: { standing, points }, progress }: { exercise: Exercise; progress: Progress }) {
  if (progress === 'kept' || !standing) return <>{words.exercise.points(points)}</>;
  return (
    <>
      {words.exercise.pointsOf(standing.points, points)}
      {standing.override ? (
        <span class="taken"> ({words.exercise.byHand})</span>
      ) : (
        <Less taken={standing.taken} late={standing.late} />
      )}
    </>
  );
}
