import type { AnswerOf } from '../../../protocol/api/contract.ts';
import * as api from '../../../protocol/api/lms.ts';
import type { Lms, LmsCourseChange, LmsDesk, LmsOfClass, LmsRoster, LmsTest } from '../../../protocol/lms.ts';
import type { LmsEntry } from '../lms/entry.ts';
import { ofClass } from './class.ts';
import { ask } from './session.ts';

/** The LMSs that are connected, and what one has to know of this lab server. @throws ApiProblem */
export const loadLms = (): Promise<LmsDesk> => ask(api.lms);

/** @throws ApiProblem */
export const connectLms = (entry: LmsEntry): Promise<Lms> => ask(api.connectLms, { body: entry });

/** @throws ApiProblem */
export const changeLms = (lms: string, entry: LmsEntry): Promise<Lms> =>
  ask(api.changeLms, { params: { lms }, body: entry });

/** @throws ApiProblem */
export const disconnectLms = (lms: string): Promise<unknown> => ask(api.disconnectLms, { params: { lms } });

/** @throws ApiProblem */
export const testLms = (lms: string): Promise<LmsTest> => ask(api.testLms, { params: { lms } });

/** A link by which an LMS connects itself. @throws ApiProblem */
export const registerLms = (): Promise<AnswerOf<typeof api.registerLms>> => ask(api.registerLms);

/** @throws ApiProblem */
export const renewLmsKey = (): Promise<LmsDesk> => ask(api.renewLmsKey);

/** The courses of an LMS whose learners come into the class, with the points on their way there. @throws ApiProblem */
export const loadLmsOfClass = (): Promise<LmsOfClass> => ask(api.lmsOfClass, { params: ofClass() });

/** @throws ApiProblem */
export const changeLmsCourse = (course: string, change: LmsCourseChange): Promise<LmsOfClass> =>
  ask(api.changeLmsCourse, { params: { ...ofClass(), course }, body: change });

/** @throws ApiProblem */
export const sendLmsScores = (course: string): Promise<LmsOfClass> =>
  ask(api.sendLmsScores, { params: { ...ofClass(), course } });

/** @throws ApiProblem */
export const takeLmsRoster = (course: string): Promise<LmsRoster> =>
  ask(api.takeLmsRoster, { params: { ...ofClass(), course } });
