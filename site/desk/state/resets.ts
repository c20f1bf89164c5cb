import type { AnswerOf, SentBody } from '../../../protocol/api/contract.ts';
import * as api from '../../../protocol/api/desk-resets.ts';
import { ofClass } from './class.ts';
import { ask } from './session.ts';

export type Reset = Omit<SentBody<typeof api.reset>, 'dryRun'>;
export type ResetPart = Reset['what'][number];
export type Report = AnswerOf<typeof api.reset>;
export type BegunFor = AnswerOf<typeof api.checkpoint>;

/** Asks what a reset would take away, without doing it. @throws ApiProblem */
export const wouldReset = (reset: Reset): Promise<Report> =>
  ask(api.reset, { params: ofClass(), body: { ...reset, dryRun: true } });

/** @throws ApiProblem */
export const doReset = (reset: Reset): Promise<Report> => ask(api.reset, { params: ofClass(), body: reset });

/** @throws ApiProblem */
export const undoReset = (id: number): Promise<Report> =>
  ask(api.undo, { params: { ...ofClass(), reset: id } });

/** @throws ApiProblem */
export const toCheckpoint = (request: SentBody<typeof api.checkpoint>): Promise<BegunFor> =>
  ask(api.checkpoint, { params: ofClass(), body: request });

/** @throws ApiProblem */
export const recheck = (request: SentBody<typeof api.recheck>): Promise<BegunFor> =>
  ask(api.recheck, { params: ofClass(), body: request });
