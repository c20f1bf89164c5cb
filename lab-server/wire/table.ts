import { z } from 'zod';

/** One question and its answer. A side that sends nothing has `z.strictObject({})` or `z.void()`. */
interface Method {
  request: z.ZodType;
  answer: z.ZodType;
}

/**
 * Everything that two processes say to each other. The client asks and tells, the server answers and tells. A table is plain data. It serves
 * processes of one machine as well as a network, since everything in it is JSON.
 */
export interface Table {
  /** The client's questions, by name. */
  methods: Readonly<Record<string, Method>>;
  /** Notes from the client, which the server does not answer. No note has the name of a method. */
  notes: Readonly<Record<string, z.ZodType>>;
  /** Events that the server tells the client. */
  events: Readonly<Record<string, z.ZodType>>;
  /** Errors that a method may throw and that come out the same at the client. Any other becomes an Error. */
  errors: readonly (new (
    message: string,
  ) => Error)[];
}

/** Ends a call before it is answered. */
interface Cancellable {
  signal?: AbortSignal;
}

type Arguments<P> = Record<string, never> extends P ? [params?: P] : [params: P];

/** The functions that answer a table's methods. Those that ask have the same types. */
export type Methods<T extends Table> = {
  [M in keyof T['methods']]: (
    ...given: [...Arguments<z.infer<T['methods'][M]['request']>>, how?: Cancellable]
  ) => Promise<z.infer<T['methods'][M]['answer']>>;
};

type Tellers<S extends Readonly<Record<string, z.ZodType>>> = {
  [N in keyof S]: (...given: Arguments<z.infer<S[N]>>) => void;
};
/** The functions that send a table's notes, and those that receive them. */
export type Notes<T extends Table> = Tellers<T['notes']>;
/** The functions that send a table's events, and those that receive them. */
export type Events<T extends Table> = Tellers<T['events']>;

/** The number of a call, chosen by the client. The answer has the same number. */
const Id = z.int().min(0);

/** The note that ends a call, whatever the table. */
export const CANCEL = '$cancel';
export const Cancel = z.strictObject({ id: Id });

/** Messages follow JSON-RPC 2.0, except that errors have a name in place of a number. */
export const FromClient = z.strictObject({
  method: z.string(),
  params: z.unknown().optional(),
  /** Left out in a note. */
  id: Id.optional(),
});
export type FromClient = z.infer<typeof FromClient>;

export const FromServer = z.union([
  z.strictObject({ id: Id, error: z.strictObject({ name: z.string(), message: z.string() }) }),
  z.strictObject({ id: Id, result: z.unknown().optional() }),
  z.strictObject({ method: z.string(), params: z.unknown().optional() }),
]);
export type FromServer = z.infer<typeof FromServer>;

/** The entry of a table for a name that came from another process. */
export function named<V>(entries: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}
