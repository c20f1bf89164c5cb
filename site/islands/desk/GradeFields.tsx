import type { ApiProblem } from '../../wire/api.ts';
import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { ProblemNote } from '../ProblemNote.tsx';
import { TextField } from '../TextField.tsx';

interface Props {
  possible: number;
  points: string;
  onPoints: (points: string) => void;
  comment: string;
  onComment: (comment: string) => void;
  problem: ApiProblem | undefined;
}

/** Points, and why: the learner reads it. With what the lab server says against them. */
export function GradeFields({ possible, points, onPoints, comment, onComment, problem }: Props) {
  return (
    <>
      <TextField
        label={desk.learner.pointsOf(number(possible))}
        type="number"
        min={0}
        max={1000}
        step={0.1}
        value={points}
        onInput={onPoints}
        wrong={problem?.fields.get('/points')}
        required
      />
      <TextField
        label={desk.learner.comment}
        value={comment}
        onInput={onComment}
        maxLength={2000}
        wrong={problem?.fields.get('/comment')}
        required
      />
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
