import type { Socket } from 'node:net';
import { z } from 'zod';
import { TerminalRequest } from '../../protocol/terminal.ts';
import type { TerminalKeeper } from './keeper.ts';
import type { Upgrade, Window } from './windows.ts';

const asking = { call: z.int() };

/** What the web server asks of the terminals' process, over the IPC channel of Node that is between them. */
const FromWeb = z.discriminatedUnion('ask', [
  z.object({
    ask: z.literal('open'),
    ...asking,
    learner: z.string(),
    size: TerminalRequest,
    record: z.boolean(),
  }),
  z.object({ ask: z.literal('list'), ...asking, learner: z.string() }),
  z.object({ ask: z.literal('end'), ...asking, learner: z.string(), id: z.string() }),
  z.object({ ask: z.literal('count'), ...asking }),
  z.object({ ask: z.literal('all'), ...asking }),
  z.object({
    ask: z.literal('screens'),
    ...asking,
    learners: z.array(z.string()),
    seen: z.record(z.string(), z.number()),
  }),
  z.object({ ask: z.literal('pause'), learners: z.array(z.string()) }),
  z.object({ ask: z.literal('grant'), terminals: z.array(z.string()) }),
  z.object({ ask: z.literal('mark'), learner: z.string(), label: z.string() }),
  z.object({
    ask: z.literal('show'),
    window: z.object({
      learner: z.string(),
      id: z.string(),
      from: z.int().min(0),
      by: z.string().optional(),
    }),
    upgrade: z.object({
      method: z.string().optional(),
      url: z.string().optional(),
      headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    }),
    /** What came after the request, in base64. */
    head: z.string(),
  }),
]);
export type FromWeb = z.infer<typeof FromWeb>;
type Call = Extract<FromWeb, { call: number }>;

export const ToWeb = z.union([
  z.object({ answer: z.int(), value: z.unknown() }),
  z.object({ answer: z.int(), error: z.object({ name: z.string(), message: z.string() }) }),
  z.object({ drop: z.enum(['lost', 'silent', 'broken']) }),
  z.object({ onlookers: z.array(z.object({ learner: z.string(), id: z.string(), by: z.string() })) }),
  z.object({ active: z.string() }),
]);
export type ToWeb = z.infer<typeof ToWeb>;

/** Answers one message of the web server; `socket` is the connection that a `show` hands over. */
export function answerWeb(
  keeper: TerminalKeeper,
  message: unknown,
  socket: Socket | undefined,
  send: (answer: ToWeb) => void,
): void {
  const asked = FromWeb.parse(message);
  if ('call' in asked) {
    const answer = asked.call;
    ask(keeper, asked).then(
      (value) => send({ answer, value }),
      ({ name, message: said }: Error) => send({ answer, error: { name, message: said } }),
    );
    return;
  }
  if (asked.ask !== 'show') {
    tell(keeper, asked);
    return;
  }
  // The client has hung up while its connection was on its way here.
  if (!socket) return;
  const upgrade: Upgrade = { ...asked.upgrade } as Upgrade;
  keeper.show(asked.window satisfies Window, upgrade, socket, Buffer.from(asked.head, 'base64'));
}

/** What is not answered. */
function tell(keeper: TerminalKeeper, asked: Exclude<FromWeb, Call | { ask: 'show' }>): void {
  if (asked.ask === 'mark') keeper.mark(asked.learner, asked.label);
  else if (asked.ask === 'pause') keeper.pause(asked.learners);
  else keeper.grant(asked.terminals);
}

async function ask(keeper: TerminalKeeper, call: Call): Promise<unknown> {
  switch (call.ask) {
    case 'open':
      return keeper.open(call.learner, call.size, call.record);
    case 'list':
      return keeper.list(call.learner);
    case 'end':
      return keeper.end(call.learner, call.id);
    case 'count':
      return keeper.count();
    case 'all':
      return keeper.all();
    case 'screens':
      return keeper.screens(call.learners, call.seen);
  }
}
