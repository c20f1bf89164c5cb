import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ProblemKind } from '../../protocol/problem.ts';
import type { Learner } from '../store/learners.ts';
import type { Limit } from './limits.ts';

/** What is documented of a route, and checked: the router and the OpenAPI document are made from the same table. */
export interface RouteSpec<Body extends z.ZodType = z.ZodType> {
  method: 'get' | 'post' | 'delete';
  /** As OpenAPI writes it: /api/exercises/{id}/attempts */
  path: `/api/${string}` | '/metrics';
  summary: string;
  description?: string;
  /** Parameters of the query, which the handler reads itself. */
  query?: Record<string, { schema: z.ZodType; description: string }>;
  body?: Body;
  success: { status: number; description: string; schema?: z.ZodType; mediaType?: string };
  /** Problems of its own, beyond those any route like it may answer with. */
  problems?: ProblemKind[];
  limit?: Limit;
}

export interface Call<Body> {
  params: Record<string, string>;
  body: Body;
  request: Request;
  response: Response;
}

export interface LearnerCall<Body> extends Call<Body> {
  learner: Learner;
}

export type Route = RouteSpec &
  (
    | { access: 'anyone'; handle(call: Call<unknown>): unknown }
    | { access: 'learner'; handle(call: LearnerCall<unknown>): unknown }
  );

/** A route for anyone. `handle` gives the body of the answer, or writes to the response itself. */
export function openRoute<Body extends z.ZodType>(
  spec: RouteSpec<Body>,
  handle: (call: Call<z.infer<Body>>) => unknown,
): Route {
  return { ...spec, access: 'anyone', handle: handle as (call: Call<unknown>) => unknown };
}

/** A route for those who have joined. */
export function learnerRoute<Body extends z.ZodType>(
  spec: RouteSpec<Body>,
  handle: (call: LearnerCall<z.infer<Body>>) => unknown,
): Route {
  return { ...spec, access: 'learner', handle: handle as (call: LearnerCall<unknown>) => unknown };
}
