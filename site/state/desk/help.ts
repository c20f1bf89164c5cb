import { z } from 'zod';
import { Control, type Control as ControlType, Message } from '../../../protocol/class.ts';
import type { MessageRequest } from '../../../protocol/desk/wall.ts';
import { OpenedHints } from '../../../protocol/exercise.ts';
import { nothing } from '../../wire/api.ts';
import { ofClass, ofLearner } from './class.ts';
import { ask } from './session.ts';

const SentMessage = Message.extend({ to: z.array(z.string()) });
export type SentMessage = z.infer<typeof SentMessage>;

/** @throws ApiProblem */
export const sendMessage = (request: MessageRequest): Promise<Message> =>
  ask('POST', ofClass('/messages'), Message, request);

/** What was sent to learners of the class. @throws ApiProblem */
export async function sentMessages(): Promise<SentMessage[]> {
  const list = await ask('GET', ofClass('/messages'), z.object({ messages: z.array(SentMessage) }));
  return list.messages;
}

/** @throws ApiProblem */
export const lowerHand = (learner: string): Promise<unknown> =>
  ask('DELETE', ofLearner(learner, '/hand'), nothing);

/** Opens the next hint for a learner, at no cost. @throws ApiProblem */
export const giveHint = (learner: string, exercise: string): Promise<OpenedHints> =>
  ask('POST', ofLearner(learner, '/hints'), OpenedHints, { exercise });

/** Asks a learner to be let type into a terminal of theirs; the wall says when they have answered. @throws ApiProblem */
export const askForControl = (learner: string, terminal: string): Promise<ControlType> =>
  ask('POST', ofLearner(learner, '/control'), Control, { terminal });

/** Gives the terminal back, or asks no more. @throws ApiProblem */
export const endControl = (learner: string): Promise<unknown> =>
  ask('DELETE', ofLearner(learner, '/control'), nothing);
