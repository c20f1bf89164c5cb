import { z } from 'zod';
import { Erased, type LearnerChange, RosterLearner, RosterReport } from '../../../protocol/desk/roster.ts';
import { RecordingInfo } from '../../../protocol/recording.ts';
import { nothing } from '../../wire/api.ts';
import { ofClass, ofLearner } from './class.ts';
import { ask } from './session.ts';

/** Everyone who belongs to the class, was removed from it, or waits. @throws ApiProblem */
export async function loadRoster(): Promise<RosterLearner[]> {
  const list = await ask('GET', ofClass('/learners'), z.object({ learners: z.array(RosterLearner) }));
  return list.learners;
}

/** @throws ApiProblem */
export const changeLearner = (learner: string, change: LearnerChange): Promise<RosterLearner> =>
  ask('POST', ofLearner(learner), RosterLearner, change);

/** All of one learner's becomes another's, who joined twice. @throws ApiProblem */
export const mergeLearner = (learner: string, into: string): Promise<unknown> =>
  ask('POST', ofLearner(learner, '/merge'), nothing, { into });

/** Takes everything of a learner away for good. @throws ApiProblem */
export const eraseLearner = (learner: string, name: string): Promise<z.infer<typeof Erased>> =>
  ask('DELETE', ofLearner(learner, `?name=${encodeURIComponent(name)}`), Erased);

/** @throws ApiProblem */
export const importRoster = (csv: string, dryRun: boolean): Promise<RosterReport> =>
  ask('POST', ofClass('/learners'), RosterReport, { csv, dryRun });

/** What was recorded of a learner's terminals. @throws ApiProblem */
export async function recordingsOf(learner: string): Promise<RecordingInfo[]> {
  const list = await ask(
    'GET',
    ofLearner(learner, '/recordings'),
    z.object({ recordings: z.array(RecordingInfo) }),
  );
  return list.recordings;
}
