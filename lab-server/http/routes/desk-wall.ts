import * as api from '../../../protocol/api/desk-wall.ts';
import { requireNotArchived } from '../../classes/class-desk.ts';
import type { Controls } from '../../classes/controls.ts';
import type { Walls } from '../../classes/wall.ts';
import type { Shelf } from '../../course/shelf.ts';
import type { DeskAttempts } from '../../grading/desk-attempts.ts';
import type { Marking } from '../../grading/marking.ts';
import type { RecordingShelf } from '../../recordings/shelf.ts';
import type { Audit } from '../../store/audit.ts';
import type { Changes } from '../../store/changes.ts';
import type { Hands } from '../../store/hands.ts';
import type { Learner, Learners } from '../../store/learners.ts';
import type { Messages } from '../../store/messages.ts';
import type { TerminalKeeper } from '../../terminals/keeper.ts';
import { HttpProblem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { exerciseIn } from './exercises.ts';
import { sendRecording } from './recordings.ts';

interface Parts {
  courses: Shelf;
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
  changes: Changes;
}

/** Watching a class work, and helping. */
export function deskWallRoutes(parts: Parts): Route[] {
  const { walls, controls, hands, messages, marking, attempts, audit, shelf, terminals } = parts;
  const { changes } = parts;
  return [
    route(api.wall, ({ group, response }) => walls.open(group, response)),
    route(api.screens, ({ group, response }) => walls.openScreens(group, response)),
    route(api.askControl, async ({ learner, body, instructor, group }) => {
      const open = await terminals.list({ learner: learner.id });
      if (!open.some(({ id }) => id === body.terminal)) {
        throw new HttpProblem('unknown-terminal', `${learner.name} has no such terminal open.`);
      }
      const control = controls.ask(learner.id, body.terminal, instructor);
      audit.add({ class: group.id, instructor: instructor.id, learner: learner.id, action: 'control.ask' });
      return control;
    }),
    route(api.endControl, ({ learner }) => controls.end(learner.id)),
    route(api.lowerHand, ({ learner }) => {
      if (hands.lower(learner.id)) changes.emit('help', learner.id);
    }),
    route(api.giveHint, ({ learner, group, body, instructor }) => {
      const hints = marking.giveHint(
        learner.id,
        exerciseIn(parts.courses.catalogOf(group.course), body.exercise),
      );
      const after = { exercise: body.exercise, opened: hints.opened.length };
      audit.add({
        class: group.id,
        instructor: instructor.id,
        learner: learner.id,
        action: 'hint.give',
        after,
      });
      changes.emit('marks', learner.id);
      return hints;
    }),
    route(api.sendMessage, ({ group, body, instructor }) => {
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
      for (const learner of to) changes.emit('help', learner.id);
      const sent = messages.ofClass(group.id).find((message) => message.id === id);
      if (sent) return sent;
      throw new Error(`Message ${id} was not kept.`);
    }),
    route(api.messages, ({ group }) => ({ messages: messages.ofClass(group.id) })),
    route(api.attempts, ({ learner }) => ({ attempts: attempts.of(learner) })),
    route(api.recordings, async ({ learner }) => {
      const open = new Set((await terminals.list({ learner: learner.id })).map(({ id }) => id));
      return { recordings: await shelf.list(learner.id, open) };
    }),
    route(api.recording, ({ learner, params, response }) => {
      const file = shelf.find(learner.id, params.terminal);
      if (file) return sendRecording(response, file);
      throw new HttpProblem(
        'unknown-recording',
        `${learner.name} has no such recording; …/recordings lists them.`,
      );
    }),
  ];
}

/** The learners who are meant, of those who take part. @throws HttpProblem */
export function membersOf(all: readonly Learner[], ids: 'all' | readonly string[]): Learner[] {
  const active = all.filter(({ state }) => state === 'active');
  if (ids === 'all') return active;
  return ids.map((id) => {
    const learner = active.find((one) => one.id === id);
    if (learner) return learner;
    throw new HttpProblem('unknown-learner', `Nobody with the id ${id} takes part in the class.`);
  });
}
