import { AttemptHead } from '../exercise/AttemptHead.tsx';
import { fieldsOf } from '../exercise/answer/fields.ts';
import { Review } from '../exercise/ByHand.tsx';
import { Findings } from '../exercise/Findings.tsx';
import { Given } from '../exercise/Given.tsx';
import { chapterTitles } from '../shell/chapter-titles.ts';
import { dayAndTime } from '../words/format.ts';
import { words } from '../words/now.ts';
import type { Answered, Collected } from './collect.ts';

/** A learner's work as a page of its own. play.js plays its recordings. */
export function Work({ me, answers, notes, recordings }: Collected) {
  return (
    <main>
      <h1>{words.work.heading(me.name)}</h1>
      <p class="lead">
        {words.work.points(me.points.earned, me.points.possible)}.{' '}
        {words.work.made(dayAndTime(new Date().toISOString()))}.
      </p>
      <h2>{words.work.answers}</h2>
      {answers.map((answered) => (
        <AnsweredView key={answered.exercise.id} {...answered} />
      ))}
      <h2>{words.work.notes}</h2>
      {notes.length === 0 && <p>{words.work.noNotes}</p>}
      {notes.map(({ chapter, text, changed }) => (
        <section key={chapter}>
          <h3 lang="en">{titleOf(chapter)}</h3>
          <p class="when">{dayAndTime(changed)}</p>
          <p class="note">{text}</p>
        </section>
      ))}
      <h2>{words.work.recordings}</h2>
      {recordings.length === 0 && <p>{words.work.noRecordings}</p>}
      {recordings.map(({ info }, i) => (
        <section key={info.id} class="recording">
          <h3>
            {info.title}, {dayAndTime(info.startedAt)}
          </h3>
          <button type="button" data-play={i}>
            {words.work.play}
          </button>
          <div id={`player-${i}`} />
        </section>
      ))}
    </main>
  );
}

/** The title of a chapter. One that the course no longer has keeps its name. */
const titleOf = (slug: string) => chapterTitles().find((one) => one.slug === slug)?.title ?? slug;

function AnsweredView({ exercise, attempts }: Answered) {
  const fields = fieldsOf(exercise.answer, exercise.form);
  return (
    <section>
      <h3 lang="en">
        {exercise.number}. {exercise.title}
      </h3>
      {attempts.length === 0 && <p>{words.work.notAnswered}</p>}
      {attempts.map((attempt) => (
        <article key={attempt.id} data-status={attempt.held ? 'held' : attempt.verdict.status}>
          <p class="when">{dayAndTime(attempt.at)}</p>
          <AttemptHead attempt={attempt} points={exercise.points} />
          <Given answer={attempt.answer} fields={fields} />
          {!attempt.held && <Findings findings={attempt.verdict.findings} />}
          <Review review={attempt.review} points={exercise.points} />
          {attempt.dispute && <p class="note">{attempt.dispute.reason}</p>}
          {attempt.dispute?.answer && <p class="note">{attempt.dispute.answer.comment}</p>}
        </article>
      ))}
    </section>
  );
}
