import { ProblemNote } from '../../ui/ProblemNote.tsx';
import { desk } from '../../words/desk-now.ts';
import { dayAndTime, number } from '../../words/format.ts';
import { bins, median, toTenth } from '../plot.ts';
import { loadReport } from '../state/grades.ts';
import { useRemote } from '../use-remote.ts';
import { ExerciseReport } from './ExerciseReport.tsx';
import { Histogram } from './Histogram.tsx';

/** How a class did: all points, then question by question. */
export function ClassReport() {
  const { value: report, problem } = useRemote(loadReport);
  if (!report) return problem ? <ProblemNote problem={problem} /> : <p>{desk.common.loading}</p>;
  const { earned, possible } = report.total;
  const middle = median(earned);
  return (
    <article>
      <header class="report-head">
        <h1>{report.class}</h1>
        <p class="soft">
          {desk.report.asOf(dayAndTime(report.at))}, {desk.home.learners(report.learners)}
        </p>
      </header>
      <section class="report-part">
        <h2>{desk.report.total}</h2>
        {middle !== undefined && <p>{desk.report.median(number(toTenth(middle)), number(possible))}</p>}
        <Histogram
          heading={desk.report.points}
          bins={bins(earned, possible)}
          across={desk.report.pointsOf(number(possible))}
        />
      </section>
      {report.exercises.map((exercise) => (
        <ExerciseReport key={exercise.id} exercise={exercise} learners={report.learners} />
      ))}
    </article>
  );
}
