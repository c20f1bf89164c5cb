import type { ApiProblem } from '../wire/api.ts';
import { inWords } from '../wire/problem-words.ts';

/** An error of the lab server, or of this page. */
export function ProblemNote({ problem }: { problem: ApiProblem }) {
  const { title, titleLanguage, detail, detailLanguage } = inWords(problem.problem);
  return (
    <div class="problem" role="alert">
      <strong lang={titleLanguage}>{title}.</strong> <span lang={detailLanguage}>{detail}</span>
    </div>
  );
}
