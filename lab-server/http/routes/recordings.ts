import path from 'node:path';
import type { Response } from 'express';
import * as api from '../../../protocol/api/recordings.ts';
import type { RecordingShelf } from '../../recordings/shelf.ts';
import type { TerminalKeeper } from '../../terminals/keeper.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';

interface Parts {
  shelf: RecordingShelf;
  terminals: TerminalKeeper;
  /** Whether the learner's terminals are recorded. */
  isRecorded(learner: string): boolean;
}

export function recordingRoutes({ shelf, terminals, isRecorded }: Parts): Route[] {
  const missing = (id: string): never => {
    throw new HttpProblem('not-found', `You have no recording ${id}; GET /api/recordings lists them.`);
  };
  return [
    route(api.list, async ({ learner }) => {
      const open = new Set((await terminals.list({ learner: learner.id })).map(({ id }) => id));
      return { on: isRecorded(learner.id), recordings: await shelf.list(learner.id, open) };
    }),
    route(api.read, ({ learner, params, response }) =>
      sendRecording(response, shelf.find(learner.id, params.id) ?? missing(params.id)),
    ),
    route(api.remove, ({ learner, params }) => {
      if (!shelf.remove(learner.id, params.id)) missing(params.id);
    }),
  ];
}

/** Resolves when the file is sent. */
export function sendRecording(response: Response, file: string): Promise<void> {
  response.attachment(path.basename(file)).type('application/x-asciicast');
  return new Promise((resolve, reject) =>
    response.sendFile(file, { dotfiles: 'allow' }, (error) => (error ? reject(error) : resolve())),
  );
}
