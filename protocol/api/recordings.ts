import { z } from 'zod';
import { RecordingInfo } from '../recording.ts';
import { TerminalId } from '../terminal.ts';
import { contract } from './contract.ts';

const aRecording = { schema: TerminalId, unknown: 'not-found' } as const;

export const list = contract({
  method: 'get',
  path: '/api/recordings',
  access: 'learner',
  summary: 'What was recorded of your terminals',
  answer: {
    status: 200,
    description: 'Newest first.',
    schema: z.object({
      on: z.boolean().describe('Whether terminals are recorded.'),
      recordings: z.array(RecordingInfo),
    }),
  },
});

export const read = contract({
  method: 'get',
  path: '/api/recordings/{id}',
  access: 'learner',
  summary: 'One recording, as asciicast v3',
  description: 'Output, sizes, the exit status, and a marker at each attempt; never what was typed.',
  params: { id: aRecording },
  answer: { status: 200, description: 'The file.', mediaType: 'application/x-asciicast' },
  problems: ['not-found'],
});

export const remove = contract({
  method: 'delete',
  path: '/api/recordings/{id}',
  access: 'learner',
  summary: 'Throw a recording away',
  params: { id: aRecording },
  answer: { status: 204, description: 'It is gone.' },
  problems: ['not-found'],
});
