import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { ApiProblem } from '../wire/api.ts';
import { desk } from '../words/desk-now.ts';
import { number } from '../words/format.ts';

interface Props {
  possible: number;
  points: string;
  onPoints: (points: string) => void;
  comment: string;
  onComment: (comment: string) => void;
  problem: ApiProblem | undefined;
}

/** Fields for points and the reason, which the learner reads, with the lab server's complaints about them. */
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
