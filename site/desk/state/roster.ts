import type { AnswerOf } from '../../../protocol/api/contract.ts';
import * as api from '../../../protocol/api/desk-learners.ts';
import { recordings } from '../../../protocol/api/desk-wall.ts';
import type {
  LearnerChange,
  RosterImport,
  RosterLearner,
  RosterReport,
} from '../../../protocol/desk/roster.ts';
import type { RecordingInfo } from '../../../protocol/recording.ts';
import { ofClass, ofLearner } from './class.ts';
import { ask } from './session.ts';

/** Everyone who belongs to the class, was removed from it, or waits. @throws ApiProblem */
export async function loadRoster(): Promise<RosterLearner[]> {
  const list = await ask(api.roster, { params: ofClass() });
  return list.learners;
}

/** @throws ApiProblem */
export const changeLearner = (learner: string, change: LearnerChange): Promise<RosterLearner> =>
  ask(api.change, { params: ofLearner(learner), body: change });

/** Merges a learner who joined twice: everything of one goes to the other. @throws ApiProblem */
export const mergeLearner = (learner: string, into: string): Promise<unknown> =>
  ask(api.merge, { params: ofLearner(learner), body: { into } });

/** Erases everything of a learner for good. @throws ApiProblem */
export const eraseLearner = (learner: string, name: string): Promise<AnswerOf<typeof api.erase>> =>
  ask(api.erase, { params: ofLearner(learner), query: { name } });

/** @throws ApiProblem */
export const importRoster = (list: RosterImport): Promise<RosterReport> =>
  ask(api.importRoster, { params: ofClass(), body: list });

/** The recordings of a learner's terminals. @throws ApiProblem */
export async function recordingsOf(learner: string): Promise<RecordingInfo[]> {
  const list = await ask(recordings, { params: ofLearner(learner) });
  return list.recordings;
}
