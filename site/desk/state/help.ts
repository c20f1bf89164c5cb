import * as api from '../../../protocol/api/desk-wall.ts';
import type { Control, Message } from '../../../protocol/class.ts';
import type { MessageRequest, SentMessage } from '../../../protocol/desk/wall.ts';
import type { OpenedHints } from '../../../protocol/exercise.ts';
import { ofClass, ofLearner } from './class.ts';
import { ask } from './session.ts';

/** @throws ApiProblem */
export const sendMessage = (request: MessageRequest): Promise<Message> =>
  ask(api.sendMessage, { params: ofClass(), body: request });

/** The messages that were sent to learners of the class. @throws ApiProblem */
export async function sentMessages(): Promise<SentMessage[]> {
  const list = await ask(api.messages, { params: ofClass() });
  return list.messages;
}

/** @throws ApiProblem */
export const lowerHand = (learner: string): Promise<unknown> =>
  ask(api.lowerHand, { params: ofLearner(learner) });

/** Opens the next hint for a learner, at no cost. @throws ApiProblem */
export const giveHint = (learner: string, exercise: string): Promise<OpenedHints> =>
  ask(api.giveHint, { params: ofLearner(learner), body: { exercise } });

/** Asks a learner for permission to type into one of their terminals. The wall says when they have answered. @throws ApiProblem */
export const askForControl = (learner: string, terminal: string): Promise<Control> =>
  ask(api.askControl, { params: ofLearner(learner), body: { terminal } });

/** Gives the terminal back, or withdraws the question. @throws ApiProblem */
export const endControl = (learner: string): Promise<unknown> =>
  ask(api.endControl, { params: ofLearner(learner) });
