import type { Report } from '../../../protocol/desk/grades.ts';
import { VerdictStatus } from '../../../protocol/verdict.ts';
import { statusSign } from '../../exercise/answer/signs.ts';
import { desk } from '../../words/desk-now.ts';
import { number } from '../../words/format.ts';
import { words } from '../../words/now.ts';
import { bins, median, tally, toTenth } from '../plot.ts';
import { Bars } from './Bars.tsx';
import { Histogram } from './Histogram.tsx';

interface Props {
  exercise: Report['exercises'][number];
  /** The number of learners in the class. */
  learners: number;
}

/** How a class did on one question. */
export function ExerciseReport({ exercise, learners }: Props) {
  const { number: at, title, possible, points, statuses, notTried, attempts, minutes, findings } = exercise;
  const [middle, quick] = [median(points), median(minutes)];
  return (
    <section class="report-part">
      <h2 lang="en">
        {at}. {title}
      </h2>
      <p>
        {middle !== undefined && `${desk.report.median(number(toTenth(middle)), number(possible))} `}
        {quick !== undefined && desk.report.minutes(Math.max(1, Math.ceil(quick)))}
      </p>
      <div class="report-plots">
        <Bars
          heading={desk.report.standing}
          most={learners}
          bars={[
            ...VerdictStatus.options.map((status) => ({
              label: words.exercise.status[status],
              sign: statusSign[status],
              tone: status,
              count: statuses[status] ?? 0,
            })),
            { label: desk.wall.notTried, sign: '·', tone: 'none', count: notTried },
          ].filter(({ count }) => count > 0)}
        />
        <Histogram
          heading={desk.report.points}
          bins={bins(points, possible)}
          across={desk.report.pointsOf(number(possible))}
        />
        <Histogram
          heading={desk.report.attempts}
          bins={tally(attempts)}
          across={desk.report.attemptsOfEach}
        />
      </div>
      {findings.length > 0 && (
        <Bars
          heading={desk.report.findings}
          most={learners}
          language="en"
          bars={findings.map(({ text, learners: count }) => ({ label: text, tone: 'incorrect', count }))}
        />
      )}
    </section>
  );
}
