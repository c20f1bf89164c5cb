import { toTenths } from '../../protocol/points.ts';
import type { Gradebook, GradeSheet } from '../gradebook/contract.ts';
import type { Accounts } from '../store/accounts.ts';
import { issuerOf, type LmsStore } from '../store/lms.ts';
import type { LmsScores, NewScore, ScoreContent } from '../store/lms-scores.ts';
import { exercisesOf, itemsOf } from './columns.ts';

/** Longest comment that is sent. */
const LONGEST = 1000;

type Row = GradeSheet['learners'][number];
type Exercise = GradeSheet['exercises'][number] & { chapter: string };

interface Parts {
  lms: LmsStore;
  scores: LmsScores;
  accounts: Accounts;
  /** @param course its name, which an exercise is looked for in. */
  chapterOf(course: string, exercise: string): string;
  /** What the checker found in the answer that stands, in words; '' if there is none. */
  finding(learner: string, exercise: string): string;
  /** Called when something was put in the queue. */
  wake(): void;
}

/**
 * The gradebooks of the LMSs whose courses belong to a class, by the queue of points on their way there.
 * @param again sends also what was sent before, to these courses.
 */
export function lmsGradebook(parts: Parts, again: readonly string[] = []): Gradebook {
  const { lms, scores, accounts } = parts;
  return {
    id: 'lms',
    title: 'LMS',
    async send(sheet) {
      const all = sheet.exercises.map((one) => ({ ...one, chapter: parts.chapterOf(sheet.course, one.id) }));
      const courses = lms.coursesIn(sheet.class.id);
      const sent = new Set<string>();
      const news: NewScore[] = [];
      const without = new Map<string, string>();
      for (const course of courses) {
        const items = itemsOf(course, lms.columnsOf(course), all);
        const issuer = issuerOf({ id: course.lms });
        for (const row of sheet.learners) {
          if (accounts.subjectsOf(issuer, row.learner).length === 0) {
            if (isTried(row.grades)) without.set(row.learner, row.name);
            continue;
          }
          for (const item of items) {
            const place = { course: course.id, item, learner: row.learner };
            const score = scoreOf(row, exercisesOf(item, all), parts);
            if (!score || (score.points === null && !scores.find(place))) continue;
            news.push({ ...place, score, again: again.includes(course.id) });
            sent.add(row.learner);
          }
        }
      }
      scores.put(news);
      parts.wake();
      return {
        sent: sent.size,
        refused: [...without]
          .filter(([learner]) => !sent.has(learner))
          .map(([, name]) => ({ name, why: 'has not come here from the LMS yet' })),
        where: courses.map(({ title }) => title).join(', '),
      };
    },
  };
}

/** What an LMS is told of a learner in the column of these exercises. Undefined if the column can have no points. */
function scoreOf(row: Row, held: readonly Exercise[], parts: Parts): ScoreContent | undefined {
  const possible = toTenths(held.reduce((sum, { points }) => sum + points, 0));
  if (possible <= 0) return undefined;
  const grades = row.grades.filter(({ exercise }) => held.some(({ id }) => id === exercise));
  const tried = grades.filter((grade) => isTried([grade]));
  if (tried.length === 0)
    return {
      ...{ points: null, possible, comment: 'Taken back.' },
      ...{ activity: 'Initialized', grading: 'NotReady' },
    };
  const [only] = held.length === 1 ? tried : [];
  const isOpen = tried.some(({ review, status }) => review || status === 'needs-review');
  const isDone = grades.every(({ status, override }) => status === 'correct' || override !== null);
  return {
    points: toTenths(grades.reduce((sum, { points }) => sum + points, 0)),
    possible,
    comment: (only
      ? commentOn(row.learner, only, parts)
      : `${tried.length} of ${held.length} exercises tried.`
    ).slice(0, LONGEST),
    activity: isDone ? 'Completed' : held.length > tried.length ? 'InProgress' : 'Submitted',
    grading: isOpen ? 'PendingManual' : 'FullyGraded',
  };
}

/** Some LMSs clear a comment that is left out, so there is always one. */
function commentOn(learner: string, grade: Row['grades'][number], { finding }: Parts): string {
  const { override, exercise, taken, late, attempts } = grade;
  const said = override ? override.comment : finding(learner, exercise);
  return [
    said || (attempts === 1 ? '1 attempt.' : `${attempts} attempts.`),
    ...(taken > 0 ? [`Hints took ${taken} points.`] : []),
    ...(late > 0 ? [`Lateness took ${late} points.`] : []),
  ].join(' ');
}

/** Whether there is something to tell of them. */
const isTried = (grades: Row['grades']): boolean =>
  grades.some(({ status, override }) => status !== null || override !== null);
