import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime, number } from '../../words/format.ts';
import { isTried } from '../grades/is-tried.ts';
import { bins, median, toTenth } from '../plot.ts';
import { loadGrades, loadReport } from '../state/grades.ts';
import { useRemote } from '../use-remote.ts';
import { ExerciseReport } from './ExerciseReport.tsx';
import { Histogram } from './Histogram.tsx';
import { ranges } from './ranges.ts';
import { Standings } from './Standings.tsx';

/** How a class did: names and totals on the first page, then question by question what somebody tried. */
export function ClassReport() {
  const { value, problem } = useRemote(async () => ({
    report: await loadReport(),
    grades: await loadGrades(),
  }));
  if (!value) return problem ? <ProblemNote problem={problem} /> : <p>{desk.common.loading}</p>;
  const { report, grades } = value;
  const { earned, possible } = report.total;
  const tried = new Set(
    grades.learners.flatMap((one) => one.grades.filter(isTried).map(({ exercise }) => exercise)),
  );
  const untried = report.exercises.filter(({ id }) => !tried.has(id));
  const middle = median(earned);
  return (
    <article>
      <header class="report-head">
        <h1>{report.class}</h1>
        <p class="soft">
          {desk.report.asOf(dayAndTime(report.at))}, {desk.home.learners(report.learners)}
        </p>
      </header>
      <section class="report-part first">
        <h2>{desk.report.standings}</h2>
        {middle !== undefined && <p>{desk.report.median(number(toTenth(middle)), number(possible))}</p>}
        <Standings learners={grades.learners} />
        {untried.length > 0 && (
          <p class="soft">{desk.report.untried(ranges(untried.map(({ number: at }) => at)))}</p>
        )}
      </section>
      <section class="report-part details">
        <h2>{desk.report.total}</h2>
        <Histogram
          heading={desk.report.points}
          bins={bins(earned, possible)}
          across={desk.report.pointsOf(number(possible))}
        />
      </section>
      {report.exercises
        .filter(({ id }) => tried.has(id))
        .map((exercise) => (
          <ExerciseReport key={exercise.id} exercise={exercise} learners={report.learners} />
        ))}
    </article>
  );
}
