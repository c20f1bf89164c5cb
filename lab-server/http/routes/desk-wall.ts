import { z } from 'zod';
import { Control, Message } from '../../../protocol/class.ts';
import { DeskAttempt } from '../../../protocol/desk/grades.ts';
import { ControlRequest, GiveHint, MessageRequest } from '../../../protocol/desk/wall.ts';
import { OpenedHints } from '../../../protocol/exercise.ts';
import { RecordingInfo } from '../../../protocol/recording.ts';
import { requireNotArchived } from '../../classes/class-desk.ts';
import type { Controls } from '../../classes/controls.ts';
import type { Walls } from '../../classes/wall.ts';
import type { DeskAttempts } from '../../grading/desk-attempts.ts';
import type { Marking } from '../../grading/marking.ts';
import type { RecordingShelf } from '../../recordings/shelf.ts';
import type { Audit } from '../../store/audit.ts';
import type { Hands } from '../../store/hands.ts';
import type { Learner, Learners } from '../../store/learners.ts';
import type { Messages } from '../../store/messages.ts';
import type { TerminalKeeper } from '../../terminals/keeper.ts';
import { HttpProblem } from '../problem.ts';
import { classRoute, memberRoute, type Route } from '../route.ts';
import { exerciseNamed } from './exercises.ts';
import { sendRecording } from './recordings.ts';

interface Parts {
  walls: Walls;
  controls: Controls;
  hands: Hands;
  messages: Messages;
  marking: Marking;
  attempts: DeskAttempts;
  learners: Learners;
  audit: Audit;
  shelf: RecordingShelf;
  terminals: TerminalKeeper;
  /** Called when what a learner's page shows of the class, or the wall of them, is not as it was. */
  onChange(learner: string): void;
  /** Called when a learner has more hints than before. */
  onMarks(learner: string): void;
}

/** Watching a class work, and helping. */
export function deskWallRoutes(parts: Parts): Route[] {
  const { walls, controls, hands, messages, marking, attempts, audit, shelf, terminals } = parts;
  const { onChange, onMarks } = parts;
  return [
    classRoute(
      {
        method: 'get',
        path: '/wall',
        summary: 'Follow a class at work (server-sent events)',
        description:
          'Events `rows` (WallRow[]; all learners at first, then those that changed), `gone` (learners who left) and ' +
          '`changed` (the class itself, or its roster; read them again).',
        success: { status: 200, description: 'The stream.', mediaType: 'text/event-stream' },
        problems: ['too-many-requests'],
      },
      ({ group, response }) => walls.open(group, response),
    ),
    classRoute(
      {
        method: 'get',
        path: '/screens',
        summary: 'Follow what terminals show (server-sent events)',
        description:
          'Events `screens` (WallScreen[]), each second those that changed: of each learner the terminal that printed last.',
        success: { status: 200, description: 'The stream.', mediaType: 'text/event-stream' },
        problems: ['too-many-requests'],
      },
      ({ group, response }) => walls.openScreens(group, response),
    ),
    memberRoute(
      {
        method: 'post',
        path: '/control',
        summary: "Ask to type into a learner's terminal",
        description: 'The learner says yes or no on their page; follow `control` on the wall.',
        body: ControlRequest,
        success: { status: 202, description: 'The learner is asked.', schema: Control },
        problems: ['unknown-terminal'],
      },
      async ({ learner, body, instructor, group }) => {
        const open = await terminals.list(learner.id);
        if (!open.some(({ id }) => id === body.terminal)) {
          throw new HttpProblem('unknown-terminal', `${learner.name} has no such terminal open.`);
        }
        const control = controls.ask(learner.id, body.terminal, instructor);
        audit.add({ class: group.id, instructor: instructor.id, learner: learner.id, action: 'control.ask' });
        return control;
      },
    ),
    memberRoute(
      {
        method: 'delete',
        path: '/control',
        summary: 'Give the terminal back',
        success: { status: 204, description: 'Only the learner types into it.' },
      },
      ({ learner }) => controls.end(learner.id),
    ),
    memberRoute(
      {
        method: 'delete',
        path: '/hand',
        summary: "Lower a learner's hand",
        success: { status: 204, description: 'It is down.' },
      },
      ({ learner }) => {
        if (hands.lower(learner.id)) onChange(learner.id);
      },
    ),
    memberRoute(
      {
        method: 'post',
        path: '/hints',
        summary: 'Open the next hint for a learner, who pays nothing for it',
        body: GiveHint,
        success: { status: 200, description: 'All hints open by now.', schema: OpenedHints },
        problems: ['unknown-exercise'],
      },
      ({ learner, group, body, instructor }) => {
        const hints = marking.giveHint(learner.id, exerciseNamed(marking, body.exercise));
        const after = { exercise: body.exercise, opened: hints.opened.length };
        audit.add({
          class: group.id,
          instructor: instructor.id,
          learner: learner.id,
          action: 'hint.give',
          after,
        });
        onMarks(learner.id);
        return hints;
      },
    ),
    classRoute(
      {
        method: 'post',
        path: '/messages',
        summary: 'Write to learners, with a command they can run if you like',
        body: MessageRequest,
        success: { status: 201, description: 'It is on their pages.', schema: Message },
        problems: ['unknown-learner', 'class-archived'],
        limit: { perMinute: 60, per: 'instructor', what: 'messages' },
      },
      ({ group, body, instructor }) => {
        requireNotArchived(group);
        const to = membersOf(parts.learners.of(group.id), body.to);
        const id = messages.add({
          class: group.id,
          instructor: instructor.id,
          text: body.text,
          command: body.command || null,
          to: to.map((learner) => learner.id),
          toAll: body.to === 'all',
        });
        for (const learner of to) onChange(learner.id);
        return messages.ofClass(group.id).find((message) => message.id === id);
      },
    ),
    classRoute(
      {
        method: 'get',
        path: '/messages',
        summary: 'What was written to the class and its learners',
        success: {
          status: 200,
          description: 'Newest first, at most 200.',
          schema: z.object({
            messages: z.array(Message.extend({ to: z.array(z.string()) }).meta({ id: 'SentMessage' })),
          }),
        },
      },
      ({ group }) => ({ messages: messages.ofClass(group.id) }),
    ),
    memberRoute(
      {
        method: 'get',
        path: '/attempts',
        summary: "A learner's attempts, with all that was found and seen",
        success: {
          status: 200,
          description: 'Newest first, those that were reset too.',
          schema: z.object({ attempts: z.array(DeskAttempt) }),
        },
      },
      ({ learner }) => ({ attempts: attempts.of(learner) }),
    ),
    memberRoute(
      {
        method: 'get',
        path: '/recordings',
        summary: "What was recorded of a learner's terminals",
        success: {
          status: 200,
          description: 'Newest first.',
          schema: z.object({ recordings: z.array(RecordingInfo) }),
        },
      },
      async ({ learner }) => {
        const open = new Set((await terminals.list(learner.id)).map(({ id }) => id));
        return { recordings: await shelf.list(learner.id, open) };
      },
    ),
    memberRoute(
      {
        method: 'get',
        path: '/recordings/{terminal}',
        summary: 'One of them, as asciicast v3',
        success: { status: 200, description: 'The file.', mediaType: 'application/x-asciicast' },
        problems: ['unknown-recording'],
      },
      ({ learner, params, response }) => {
        const file = shelf.find(learner.id, params.terminal ?? '');
        if (file) return sendRecording(response, file);
        throw new HttpProblem(
          'unknown-recording',
          `${learner.name} has no such recording; …/recordings lists them.`,
        );
      },
    ),
  ];
}

/** Those who are meant, of those who take part. @throws HttpProblem */
export function membersOf(all: readonly Learner[], ids: 'all' | readonly string[]): Learner[] {
  const active = all.filter(({ state }) => state === 'active');
  if (ids === 'all') return active;
  return ids.map((id) => {
    const learner = active.find((one) => one.id === id);
    if (learner) return learner;
    throw new HttpProblem('unknown-learner', `Nobody with the id ${id} takes part in the class.`);
  });
}
