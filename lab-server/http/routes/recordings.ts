import path from 'node:path';
import type { Response } from 'express';
import { z } from 'zod';
import { RecordingInfo } from '../../../protocol/recording.ts';
import type { RecordingShelf } from '../../recordings/shelf.ts';
import type { TerminalKeeper } from '../../terminals/keeper.ts';
import { HttpProblem } from '../problem.ts';
import { learnerRoute, type Route } from '../route.ts';

interface Parts {
  shelf: RecordingShelf;
  terminals: TerminalKeeper;
  /** Whether the learner's terminals are recorded. */
  isRecorded(learner: string): boolean;
}

export function recordingRoutes({ shelf, terminals, isRecorded }: Parts): Route[] {
  const missing = (id = ''): never => {
    throw new HttpProblem('not-found', `You have no recording ${id}; GET /api/recordings lists them.`);
  };
  return [
    learnerRoute(
      {
        method: 'get',
        path: '/api/recordings',
        summary: 'What was recorded of your terminals',
        success: {
          status: 200,
          description: 'Newest first.',
          schema: z.object({
            on: z.boolean().describe('Whether terminals are recorded.'),
            recordings: z.array(RecordingInfo),
          }),
        },
      },
      async ({ learner }) => {
        const open = new Set((await terminals.list(learner.id)).map(({ id }) => id));
        return { on: isRecorded(learner.id), recordings: await shelf.list(learner.id, open) };
      },
    ),
    learnerRoute(
      {
        method: 'get',
        path: '/api/recordings/{id}',
        summary: 'One recording, as asciicast v3',
        description: 'Output, sizes, the exit status, and a marker at each attempt; never what was typed.',
        success: { status: 200, description: 'The file.', mediaType: 'application/x-asciicast' },
        problems: ['not-found'],
      },
      ({ learner, params, response }) =>
        sendRecording(response, shelf.find(learner.id, params.id ?? '') ?? missing(params.id)),
    ),
    learnerRoute(
      {
        method: 'delete',
        path: '/api/recordings/{id}',
        summary: 'Throw a recording away',
        success: { status: 204, description: 'It is gone.' },
        problems: ['not-found'],
      },
      ({ learner, params }) => {
        if (!shelf.remove(learner.id, params.id ?? '')) missing(params.id);
      },
    ),
  ];
}

/** Resolves when the file is sent. */
export function sendRecording(response: Response, file: string): Promise<void> {
  response.attachment(path.basename(file)).type('application/x-asciicast');
  return new Promise((resolve, reject) =>
    response.sendFile(file, { dotfiles: 'allow' }, (error) => (error ? reject(error) : resolve())),
  );
}
