import type { Channel } from './channel.ts';
import {
  CANCEL,
  Cancel,
  type Events,
  FromClient,
  type FromServer,
  type Methods,
  type Notes,
  named,
  type Table,
} from './table.ts';

interface Parts<T extends Table> {
  methods: Methods<T>;
  notes: Notes<T>;
  /** Most calls that may wait for their answers. Further calls are refused. */
  mostWaiting: number;
  /** The client sent something that the table does not have, and is cut off. */
  onMalformed(): void;
  /** A method threw an error that the table does not name. */
  onFailure(method: string, error: unknown): void;
}

/** The type of a method or a note of any table, once its parameters were parsed. */
type Does = (params: unknown, how: { signal: AbortSignal }) => Promise<unknown>;
type Hears = (params: unknown) => void;

/**
 * Answers one client. Each message is parsed by the table first, so that the client need not be trusted.
 * @returns the functions that tell the client the table's events.
 */
export function serveWire<T extends Table>(table: T, channel: Channel, parts: Parts<T>): Events<T> {
  // Their parameters have the types of the table's schemas.
  const methods = parts.methods as unknown as Record<string, Does>;
  const notes = parts.notes as Record<string, Hears>;
  const running = new Map<number, AbortController>();
  const send = (message: FromServer) => channel.send(message);

  const answer = async (id: number, method: string, params: unknown): Promise<void> => {
    const asked = new AbortController();
    running.set(id, asked);
    let told: FromServer;
    try {
      told = { id, result: await methods[method]?.(params, { signal: asked.signal }) };
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const isForeseen = asked.signal.aborted || table.errors.some((kind) => error instanceof kind);
      if (!isForeseen) parts.onFailure(method, error);
      told = { id, error: { name: error.name, message: error.message } };
    } finally {
      running.delete(id);
    }
    if (!asked.signal.aborted) send(told);
  };

  /** Does what the message says. False when the table has no such thing. */
  const take = ({ id, method, params }: FromClient): boolean => {
    if (id !== undefined) {
      const request = named(table.methods, method)?.request.safeParse(params);
      if (!request?.success || running.has(id)) return false;
      if (running.size < parts.mostWaiting) void answer(id, method, request.data);
      else send({ id, error: { name: 'Error', message: 'Too much is asked at once.' } });
      return true;
    }
    if (method === CANCEL) {
      const cancel = Cancel.safeParse(params);
      // Its answer may be on its way.
      if (cancel.success) running.get(cancel.data.id)?.abort();
      return cancel.success;
    }
    const note = named(table.notes, method)?.safeParse(params);
    if (note?.success) notes[method]?.(note.data);
    return note?.success ?? false;
  };

  channel.onMessage((value) => {
    const message = FromClient.safeParse(value);
    if (message.success && take(message.data)) return;
    parts.onMalformed();
    channel.close();
  });
  channel.onClose(() => {
    for (const asked of running.values()) asked.abort();
  });
  const tellers = Object.keys(table.events).map((method) => [
    method,
    (params: unknown = {}) => send({ method, params }),
  ]);
  return Object.fromEntries(tellers);
}
