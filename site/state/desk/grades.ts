import { z } from 'zod';
import {
  AuditEntry,
  DeskAttempt,
  Grade,
  GradebookInfo,
  GradebookReport,
  Grades,
  type OverrideRequest,
  Report,
  ReviewItem,
  type ReviewRequest,
} from '../../../protocol/desk/grades.ts';
import { ofClass, ofLearner } from './class.ts';
import { ask } from './session.ts';

/** @throws ApiProblem */
export const loadGrades = (): Promise<Grades> => ask('GET', ofClass('/grades'), Grades);

/** Sets a grade by hand, or takes that back. @throws ApiProblem */
export const overrideGrade = (learner: string, request: OverrideRequest): Promise<Grade> =>
  ask('POST', ofLearner(learner, '/grades'), Grade, request);

/** All attempts of a learner, newest first. @throws ApiProblem */
export async function attemptsOf(learner: string): Promise<DeskAttempt[]> {
  const list = await ask(
    'GET',
    ofLearner(learner, '/attempts'),
    z.object({ attempts: z.array(DeskAttempt) }),
  );
  return list.attempts.toSorted((a, b) => b.id - a.id);
}

/** @throws ApiProblem */
export async function loadReviews(): Promise<ReviewItem[]> {
  return (await ask('GET', ofClass('/reviews'), z.object({ items: z.array(ReviewItem) }))).items;
}

/** @throws ApiProblem */
export const reviewAttempt = (attempt: number, request: ReviewRequest): Promise<DeskAttempt> =>
  ask('POST', ofClass(`/attempts/${attempt}/review`), DeskAttempt, request);

/** A hundred entries before one, newest first. @throws ApiProblem */
export async function loadAudit(before?: number): Promise<AuditEntry[]> {
  const query = before === undefined ? '' : `?before=${before}`;
  return (await ask('GET', ofClass(`/audit${query}`), z.object({ entries: z.array(AuditEntry) }))).entries;
}

/** @throws ApiProblem */
export const loadReport = (): Promise<Report> => ask('GET', ofClass('/report'), Report);

/** Where grades can be sent. @throws ApiProblem */
export async function listGradebooks(): Promise<z.infer<typeof GradebookInfo>[]> {
  const list = await ask('GET', '/api/desk/gradebooks', z.object({ gradebooks: z.array(GradebookInfo) }));
  return list.gradebooks;
}

/** @throws ApiProblem */
export const sendGrades = (gradebook: string): Promise<z.infer<typeof GradebookReport>> =>
  ask('POST', ofClass(`/gradebook/${gradebook}`), GradebookReport);
