import type { ApiProblem } from '../wire/api.ts';

/** An error as the lab server said it. */
export function ProblemNote({ problem }: { problem: ApiProblem }) {
  return (
    <div class="problem" role="alert">
      <strong>{problem.problem.title}.</strong> {problem.problem.detail}
    </div>
  );
}
