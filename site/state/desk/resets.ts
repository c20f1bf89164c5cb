import type { z } from 'zod';
import type { RecheckRequest } from '../../../protocol/desk/grades.ts';
import {
  Begun,
  type CheckpointRequest,
  ResetReport,
  type ResetRequest,
} from '../../../protocol/desk/reset.ts';
import { ofClass } from './class.ts';
import { ask } from './session.ts';

export type Reset = Omit<z.input<typeof ResetRequest>, 'dryRun'>;
export type ResetPart = Reset['what'][number];
export type Report = z.infer<typeof ResetReport>;
export type BegunFor = z.infer<typeof Begun>;

/** What a reset would take away, without doing it. @throws ApiProblem */
export const wouldReset = (reset: Reset): Promise<Report> =>
  ask('POST', ofClass('/resets'), ResetReport, { ...reset, dryRun: true });

/** @throws ApiProblem */
export const doReset = (reset: Reset): Promise<Report> => ask('POST', ofClass('/resets'), ResetReport, reset);

/** @throws ApiProblem */
export const undoReset = (id: number): Promise<Report> =>
  ask('POST', ofClass(`/resets/${id}/undo`), ResetReport);

/** @throws ApiProblem */
export const toCheckpoint = (request: z.infer<typeof CheckpointRequest>): Promise<BegunFor> =>
  ask('POST', ofClass('/checkpoints'), Begun, request);

/** @throws ApiProblem */
export const recheck = (request: z.infer<typeof RecheckRequest>): Promise<BegunFor> =>
  ask('POST', ofClass('/rechecks'), Begun, request);
