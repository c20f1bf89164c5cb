import type { z } from 'zod';
import type { ProblemKind } from '../problem.ts';

/** The people who may ask, those with the fewest rights first. */
export type Access = 'anyone' | 'joined' | 'learner' | 'instructor' | 'class' | 'member';

/** How often in a minute one address, one learner or one instructor may ask. */
export interface Limit {
  perMinute: number;
  per: 'address' | 'learner' | 'instructor';
  /** The thing that is counted, as in "at most 60 answers a minute". */
  what: string;
}

type Schemas = Readonly<Record<string, z.ZodType>>;

/** A value in a path, in place of a name in braces. */
export interface Param {
  schema: z.ZodType;
  /** The problem when the value does not fit, which is the same as when nothing has that id. */
  unknown: ProblemKind;
}
type Params = Readonly<Record<string, Param>>;

/**
 * Everything that is agreed about one route. The lab server parses requests by it, clients ask by it, and the OpenAPI document is made from
 * it, so nothing is written twice.
 */
export interface Contract {
  method: 'get' | 'post' | 'delete';
  /** Written as in OpenAPI: /api/exercises/{id}/attempts */
  path: `/api/${string}` | '/metrics';
  access: Access;
  summary: string;
  description?: string;
  /** One for each name in the path's braces. */
  params?: Params;
  query?: Schemas;
  body?: z.ZodType;
  /** The largest body in KiB, where it may have more than 64. */
  bodyKib?: number;
  /** The body is a file, of any type, which the handler reads itself. */
  takesFile?: true;
  answer: Answer;
  /** The route's own problems, beyond those that any route like it may answer with. */
  problems?: readonly ProblemKind[];
  limit?: Limit;
}

interface Answer {
  status: number;
  description: string;
  /** The schema of a JSON answer. Without it the answer has no body, or one of `mediaType`. */
  schema?: z.ZodType;
  mediaType?: string;
  /** For an event stream: the name of each event, and the schema of its data. */
  events?: Schemas;
}

type InBraces<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | InBraces<Rest>
  : never;

/** Every name in the path's braces has a schema. */
type ParamsFit<C extends Contract> = [InBraces<C['path']>] extends [never]
  ? { params?: never }
  : { params: Record<InBraces<C['path']>, Param> };

/** A contract, with its types as exact as it is written. */
export function contract<const C extends Contract>(written: C & ParamsFit<C>): C {
  return written;
}

type Parsed<S> = S extends Schemas
  ? { -readonly [Name in keyof S]: z.output<S[Name]> }
  : Record<never, never>;

/** The values of the path that a handler gets. */
export type ParamsOf<C extends Contract> = C['params'] extends infer P extends Params
  ? { -readonly [Name in keyof P]: z.output<P[Name]['schema']> }
  : Record<never, never>;
export type QueryOf<C extends Contract> = Parsed<C['query']>;
export type BodyOf<C extends Contract> = C['body'] extends z.ZodType ? z.output<C['body']> : undefined;
/** The body that a client sends. */
export type SentBody<C extends Contract> = C['body'] extends z.ZodType ? z.input<C['body']> : undefined;
/** The answer that a client gets. */
export type AnswerOf<C extends Contract> = C['answer'] extends { schema: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
/** The events of an event stream. */
export type EventsOf<C extends Contract> = C['answer'] extends { events: infer E extends Schemas }
  ? { [Name in keyof E]: z.output<E[Name]> }
  : never;
