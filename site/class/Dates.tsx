import type { Exam, LatePolicy } from '../../protocol/class.ts';
import { serverTime } from '../shell/server-clock.ts';
import { shortMoment } from '../words/format.ts';
import { words } from '../words/now.ts';
import { examPhase } from './state.ts';
import type { ExamPhase } from './times.ts';

interface Props {
  due: string | null;
  late: LatePolicy;
  exam: Exam | null;
}

/** The time of the class's exam, or the time when answers are due. */
export function Dates({ due, late, exam }: Props) {
  if (exam && examPhase.value) return <ExamWindow exam={exam} phase={examPhase.value} />;
  return due ? <Due at={due} late={late} /> : null;
}

function Due({ at, late }: { at: string; late: LatePolicy }) {
  const said = serverTime() < Date.parse(at) ? words.classroom.due : words.classroom.wasDue;
  return (
    <time class="class-dates" dateTime={at}>
      {said(shortMoment(at))}
      {lateWords(late)}
    </time>
  );
}

function lateWords(late: LatePolicy): string {
  const said = words.classroom.late;
  if (late.kind === 'accepted') return '';
  return ` · ${late.kind === 'refused' ? said.refused : said.deducted(late.percentPerDay)}`;
}

function ExamWindow({ exam, phase }: { exam: Exam; phase: ExamPhase }) {
  const said = words.classroom.exam;
  const when = said[phase](shortMoment(phase === 'before' ? exam.from : exam.until));
  const limit = exam.attempts === null || phase === 'after' ? '' : `, ${said.attempts(exam.attempts)}`;
  return (
    <span class="class-dates">
      <span class="exam-mark">{said.name}</span> {exam.released ? said.released : when + limit}
    </span>
  );
}
