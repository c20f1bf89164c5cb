import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { ProblemKind } from '../../protocol/problem.ts';
import type { KeptClass } from '../store/classes.ts';
import type { KeptInstructor } from '../store/instructors.ts';
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

export interface InstructorCall<Body> extends Call<Body> {
  instructor: KeptInstructor;
}

export interface ClassCall<Body> extends InstructorCall<Body> {
  /** The one that the path names, of this instructor. */
  group: KeptClass;
}

export interface MemberCall<Body> extends ClassCall<Body> {
  /** The one that the path names, of this class, in whatever state. */
  learner: Learner;
}

/** Who may ask, from those who may do the least on. */
export type Access = 'anyone' | 'joined' | 'learner' | 'instructor' | 'class' | 'member';

export type Route = RouteSpec &
  (
    | { access: 'anyone'; handle(call: Call<unknown>): unknown }
    | { access: 'joined' | 'learner'; handle(call: LearnerCall<unknown>): unknown }
    | { access: 'instructor'; handle(call: InstructorCall<unknown>): unknown }
    | { access: 'class'; handle(call: ClassCall<unknown>): unknown }
    | { access: 'member'; handle(call: MemberCall<unknown>): unknown }
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

/** A route for those who have joined, and for those who wait to be let in. */
export function joinedRoute<Body extends z.ZodType>(
  spec: RouteSpec<Body>,
  handle: (call: LearnerCall<z.infer<Body>>) => unknown,
): Route {
  return { ...spec, access: 'joined', handle: handle as (call: LearnerCall<unknown>) => unknown };
}

/** A route for any instructor who has signed in. */
export function instructorRoute<Body extends z.ZodType>(
  spec: RouteSpec<Body>,
  handle: (call: InstructorCall<z.infer<Body>>) => unknown,
): Route {
  return { ...spec, access: 'instructor', handle: handle as (call: InstructorCall<unknown>) => unknown };
}

type BelowClass<Body extends z.ZodType> = Omit<RouteSpec<Body>, 'path'> & { path: '' | `/${string}` };

/** A route for the instructors of one class, below /api/desk/classes/{class}. To all others there is no such class. */
export function classRoute<Body extends z.ZodType>(
  spec: BelowClass<Body>,
  handle: (call: ClassCall<z.infer<Body>>) => unknown,
): Route {
  const path = `/api/desk/classes/{class}${spec.path}` as const;
  return { ...spec, path, access: 'class', handle: handle as (call: ClassCall<unknown>) => unknown };
}

/** The same about one of its learners, below …/learners/{learner}. */
export function memberRoute<Body extends z.ZodType>(
  spec: BelowClass<Body>,
  handle: (call: MemberCall<z.infer<Body>>) => unknown,
): Route {
  const path = `/api/desk/classes/{class}/learners/{learner}${spec.path}` as const;
  return { ...spec, path, access: 'member', handle: handle as (call: MemberCall<unknown>) => unknown };
}
