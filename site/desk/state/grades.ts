import type { AnswerOf } from '../../../protocol/api/contract.ts';
import { audit } from '../../../protocol/api/desk-classes.ts';
import * as api from '../../../protocol/api/desk-grades.ts';
import { attempts } from '../../../protocol/api/desk-wall.ts';
import type {
  AuditEntry,
  DeskAttempt,
  Grade,
  Grades,
  OverrideRequest,
  Report,
  ReviewItem,
  ReviewRequest,
} from '../../../protocol/desk/grades.ts';
import { ofClass, ofLearner } from './class.ts';
import { lmsNews } from './news.ts';
import { ask } from './session.ts';

/** @throws ApiProblem */
export const loadGrades = (): Promise<Grades> => ask(api.grades, { params: ofClass() });

/** Sets a grade by hand, or takes that back. @throws ApiProblem */
export const overrideGrade = (learner: string, request: OverrideRequest): Promise<Grade> =>
  ask(api.override, { params: ofLearner(learner), body: request });

/** All attempts of a learner, newest first. @throws ApiProblem */
export async function attemptsOf(learner: string): Promise<DeskAttempt[]> {
  const list = await ask(attempts, { params: ofLearner(learner) });
  return list.attempts.toSorted((a, b) => b.id - a.id);
}

/** @throws ApiProblem */
export async function loadReviews(): Promise<ReviewItem[]> {
  return (await ask(api.reviews, { params: ofClass() })).items;
}

/** @throws ApiProblem */
export const reviewAttempt = (attempt: number, request: ReviewRequest): Promise<DeskAttempt> =>
  ask(api.review, { params: { ...ofClass(), attempt }, body: request });

/** The hundred entries before a given one, newest first. @throws ApiProblem */
export async function loadAudit(before?: number): Promise<AuditEntry[]> {
  return (await ask(audit, { params: ofClass(), query: { before } })).entries;
}

/** @throws ApiProblem */
export const loadReport = (): Promise<Report> => ask(api.report, { params: ofClass() });

/** The gradebooks to which grades can be sent. @throws ApiProblem */
export async function listGradebooks(): Promise<AnswerOf<typeof api.gradebooks>['gradebooks']> {
  const list = await ask(api.gradebooks);
  return list.gradebooks;
}

/** @throws ApiProblem */
export async function sendGrades(gradebook: string): Promise<AnswerOf<typeof api.send>> {
  const sent = await ask(api.send, { params: { ...ofClass(), gradebook } });
  lmsNews.value += 1;
  return sent;
}
