import type { z } from 'zod';
import { asThrown } from '../common/as-thrown.ts';
import type { Channel } from './channel.ts';
import {
  CANCEL,
  type Cancel,
  type Events,
  type FromClient,
  FromServer,
  type Methods,
  type Notes,
  named,
  type Table,
} from './table.ts';

interface Waiting {
  method: string;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

interface Client<T extends Table> {
  /** Asks the server. */
  call: Methods<T>;
  /** Tells the server. */
  tell: Notes<T>;
  /** Calls `listener` with each event of that name; returns a function that ends the subscription. */
  on<E extends keyof T['events']>(event: E, listener: Events<T>[E]): () => void;
}

/**
 * The functions of a table, which another process answers. Calls fail when the channel is closed. Answers and events are parsed too. When a
 * server sends something that the table does not have, the client hangs up.
 * @param gone the error of calls that are open when the channel closes, or come later.
 */
export function connectWire<T extends Table>(table: T, channel: Channel, gone: () => Error): Client<T> {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<(params: unknown) => void>>();
  let next = 0;
  const send = (message: FromClient) => channel.send(message);

  const call = (method: string, params: unknown = {}, { signal }: { signal?: AbortSignal } = {}) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (signal?.aborted || !channel.isOpen) {
      reject(signal?.aborted ? signal.reason : gone());
      return promise;
    }
    const id = next++;
    const cancel = () => {
      send({ method: CANCEL, params: { id } satisfies z.infer<typeof Cancel> });
      if (waiting.delete(id)) reject(signal?.reason);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    waiting.set(id, { method, resolve, reject });
    send({ id, method, params });
    return promise.finally(() => signal?.removeEventListener('abort', cancel));
  };

  const answered = (message: Extract<FromServer, { id: number }>) => {
    // The call may have been cancelled meanwhile.
    const { method = '', resolve, reject } = waiting.get(message.id) ?? {};
    waiting.delete(message.id);
    if ('error' in message) return reject?.(asThrown(message.error, table.errors));
    const answer = named(table.methods, method)?.answer.safeParse(message.result);
    if (answer?.success) resolve?.(answer.data);
    else reject?.(new Error(`The answer to ${method} is not what was agreed: ${answer?.error.message}`));
  };

  /** False when the table has no such event. */
  const heard = (event: string, params: unknown): boolean => {
    const told = named(table.events, event)?.safeParse(params);
    if (told?.success) for (const listener of listeners.get(event) ?? []) listener(told.data);
    return told?.success ?? false;
  };

  channel.onMessage((value) => {
    const { data: message } = FromServer.safeParse(value);
    if (message && 'id' in message) answered(message);
    else if (!message || !heard(message.method, message.params)) channel.close();
  });
  channel.onClose(() => {
    for (const { reject } of waiting.values()) reject(gone());
    waiting.clear();
  });
  const callers = Object.keys(table.methods).map((method) => [
    method,
    (params?: unknown, how?: { signal?: AbortSignal }) => call(method, params, how),
  ]);
  const tellers = Object.keys(table.notes).map((method) => [
    method,
    (params: unknown = {}) => send({ method, params }),
  ]);
  return {
    call: Object.fromEntries(callers),
    tell: Object.fromEntries(tellers),
    on(event, listener) {
      const all = listeners.get(String(event)) ?? new Set();
      listeners.set(String(event), all);
      const hear = listener as (params: unknown) => void;
      all.add(hear);
      return () => all.delete(hear);
    },
  };
}
