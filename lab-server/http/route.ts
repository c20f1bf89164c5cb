import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Access, BodyOf, Contract, ParamsOf, QueryOf } from '../../protocol/api/contract.ts';
import type { KeptClass } from '../store/classes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
import type { Learner } from '../store/learners.ts';
import { valid } from './body.ts';
import { HttpProblem } from './problem.ts';
import type { Right } from './right.ts';
import { unknownParam } from './unknown.ts';

interface AtDesk {
  instructor: KeptInstructor;
}

interface AtClass extends AtDesk {
  /** The class that the path names, of this instructor. */
  group: KeptClass;
}

interface AtMember extends AtClass {
  /** The learner whom the path names, of this class, in whatever state. */
  learner: Learner;
}

/** The person who asks, as far as the access of a route tells it. */
export interface Asking {
  anyone: object;
  joined: { learner: Learner };
  learner: { learner: Learner };
  instructor: AtDesk;
  class: AtClass;
  member: AtMember;
}

interface Exchange {
  request: Request;
  response: Response;
  /** The right by which the person who asks may, for work that goes on after the answer. */
  right: Right;
}

interface Parts<C extends Contract> {
  params: ParamsOf<C>;
  query: QueryOf<C>;
  body: BodyOf<C>;
}

/** What a handler gets: the parts of the request, parsed by the contract, and the person who asks. */
export type Call<C extends Contract> = Exchange & Parts<C> & Asking[C['access']];

/** Returns the answer that the contract describes. When that is not JSON, it writes to the response, or leaves the body empty. */
type Handler<C extends Contract> = C['answer'] extends { schema: infer S extends z.ZodType }
  ? (call: Call<C>) => z.input<S> | Promise<z.input<S>>
  : (call: Call<C>) => void | Promise<void>;

/** A contract and the handler that answers by it. */
export interface Route {
  contract: Contract;
  /** @throws HttpProblem when a part does not fit the contract, and whatever the handler throws */
  serve(exchange: Exchange, asking: Asking[Access]): unknown;
}

export function route<C extends Contract>(contract: C, handle: Handler<C>): Route {
  const read = readerOf(contract);
  return {
    contract,
    serve: (exchange, asking) =>
      // The schemas of the contract return what its types say, and Visitors returns what its access says. TypeScript can follow neither through C.
      (handle as (call: Call<C>) => unknown)({
        ...exchange,
        ...asking,
        ...read(exchange.request),
      } as Call<C>),
  };
}

/** A route of a WebSocket, which TerminalDoor opens. A request that comes here did not ask for a WebSocket. */
export function socketRoute(contract: Contract): Route {
  const headers = { Upgrade: 'websocket', Connection: 'Upgrade' };
  return {
    contract,
    serve: () => {
      throw new HttpProblem('upgrade-required', 'Open it as a WebSocket.', { headers });
    },
  };
}

/** Reads the parts of a request: first the body, then the query, then the path. */
function readerOf({ params = {}, query, body }: Contract) {
  const querySchema = query && z.object(query);
  return (request: Request) => ({
    body: body && valid(body, request.body),
    query: querySchema ? valid(querySchema, request.query) : {},
    params: Object.fromEntries(
      Object.entries(params).map(([name, { schema, unknown }]) => {
        const given = request.params[name];
        const { data, error } = schema.safeParse(given);
        if (error) throw unknownParam(unknown, name, String(given), error);
        return [name, data];
      }),
    ),
  });
}
