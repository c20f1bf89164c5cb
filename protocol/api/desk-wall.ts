import { z } from 'zod';
import { Control, Message } from '../class.ts';
import { DeskAttempt } from '../desk/grades.ts';
import {
  ControlRequest,
  GiveHint,
  MessageRequest,
  SentMessage,
  screenEvents,
  wallEvents,
} from '../desk/wall.ts';
import { OpenedHints } from '../exercise.ts';
import { RecordingInfo } from '../recording.ts';
import { TerminalId } from '../terminal.ts';
import { contract } from './contract.ts';
import { CLASS, MEMBER, ofClass, ofMember } from './params.ts';

export const wall = contract({
  method: 'get',
  path: `${CLASS}/wall`,
  access: 'class',
  summary: 'Follow a class at work (server-sent events)',
  description:
    'Events `rows` (WallRow[]; all learners at first, then those that changed), `gone` (learners who left) and ' +
    '`changed` (the class itself, or its roster; read them again).',
  params: ofClass,
  answer: { status: 200, description: 'The stream.', mediaType: 'text/event-stream', events: wallEvents },
  problems: ['too-many-requests'],
});

export const screens = contract({
  method: 'get',
  path: `${CLASS}/screens`,
  access: 'class',
  summary: 'Follow what terminals show (server-sent events)',
  description:
    'Events `screens` (WallScreen[]), each second those that changed: of each learner the terminal that printed last.',
  params: ofClass,
  answer: { status: 200, description: 'The stream.', mediaType: 'text/event-stream', events: screenEvents },
  problems: ['too-many-requests'],
});

export const askControl = contract({
  method: 'post',
  path: `${MEMBER}/control`,
  access: 'member',
  summary: "Ask to type into a learner's terminal",
  description: 'The learner says yes or no on their page; follow `control` on the wall.',
  params: ofMember,
  body: ControlRequest,
  answer: { status: 202, description: 'The learner is asked.', schema: Control },
  problems: ['unknown-terminal'],
});

export const endControl = contract({
  method: 'delete',
  path: `${MEMBER}/control`,
  access: 'member',
  summary: 'Give the terminal back',
  params: ofMember,
  answer: { status: 204, description: 'Only the learner types into it.' },
});

export const lowerHand = contract({
  method: 'delete',
  path: `${MEMBER}/hand`,
  access: 'member',
  summary: "Lower a learner's hand",
  params: ofMember,
  answer: { status: 204, description: 'It is down.' },
});

export const giveHint = contract({
  method: 'post',
  path: `${MEMBER}/hints`,
  access: 'member',
  summary: 'Open the next hint for a learner, who pays nothing for it',
  params: ofMember,
  body: GiveHint,
  answer: { status: 200, description: 'All hints open by now.', schema: OpenedHints },
  problems: ['unknown-exercise'],
});

export const sendMessage = contract({
  method: 'post',
  path: `${CLASS}/messages`,
  access: 'class',
  summary: 'Write to learners, with a command they can run if you like',
  params: ofClass,
  body: MessageRequest,
  answer: { status: 201, description: 'It is on their pages.', schema: Message },
  problems: ['unknown-learner', 'class-archived'],
  limit: { perMinute: 60, per: 'instructor', what: 'messages' },
});

export const messages = contract({
  method: 'get',
  path: `${CLASS}/messages`,
  access: 'class',
  summary: 'What was written to the class and its learners',
  params: ofClass,
  answer: {
    status: 200,
    description: 'Newest first, at most 200.',
    schema: z.object({
      messages: z.array(SentMessage),
    }),
  },
});

export const attempts = contract({
  method: 'get',
  path: `${MEMBER}/attempts`,
  access: 'member',
  summary: "A learner's attempts, with all that was found and seen",
  params: ofMember,
  answer: {
    status: 200,
    description: 'Newest first, those that were reset too.',
    schema: z.object({ attempts: z.array(DeskAttempt) }),
  },
});

export const recordings = contract({
  method: 'get',
  path: `${MEMBER}/recordings`,
  access: 'member',
  summary: "What was recorded of a learner's terminals",
  params: ofMember,
  answer: {
    status: 200,
    description: 'Newest first.',
    schema: z.object({ recordings: z.array(RecordingInfo) }),
  },
});

export const recording = contract({
  method: 'get',
  path: `${MEMBER}/recordings/{terminal}`,
  access: 'member',
  summary: 'One of them, as asciicast v3',
  params: { ...ofMember, terminal: { schema: TerminalId, unknown: 'unknown-recording' } },
  answer: { status: 200, description: 'The file.', mediaType: 'application/x-asciicast' },
  problems: ['unknown-recording'],
});
