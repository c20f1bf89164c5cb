import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import type { Classes } from '../store/classes.ts';
import type { Learners } from '../store/learners.ts';
import type { DeskSessions } from './desk-session.ts';
import { HttpProblem } from './problem.ts';
import type { Call, Route } from './route.ts';
import type { Sessions } from './session.ts';

interface Parts {
  sessions: Sessions;
  desk: DeskSessions;
  classes: Classes;
  learners: Learners;
}

/** Who a request comes from, and whether they may ask for a route: the one place where that is decided. */
export class Visitors {
  readonly learners: Sessions;
  readonly desk: DeskSessions;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.learners = parts.sessions;
    this.desk = parts.desk;
  }

  /** @throws HttpProblem when this visitor may not ask for the route. */
  admit(route: Route, request: Request): void {
    this.#visitor(route, request);
  }

  /** @throws HttpProblem, and whatever the route's own handler throws */
  async serve(route: Route, request: Request, response: Response, body: unknown): Promise<unknown> {
    const params = request.params as Record<string, string>;
    const call = { params, body, request, response, ...this.#visitor(route, request) };
    return (route.handle as (call: Call<unknown>) => unknown)(call);
  }

  /** What a handler gets to know of who asks, by the route's access. */
  #visitor({ access }: Route, request: Request): object {
    switch (access) {
      case 'anyone':
        return {};
      case 'joined':
        return { learner: this.learners.requireJoined(request) };
      case 'learner':
        return { learner: this.learners.require(request) };
      case 'instructor':
        return { instructor: this.desk.require(request) };
      case 'class':
        return this.#class(request, String(request.params.class));
      case 'member':
        return this.member(request, String(request.params.class), String(request.params.learner));
    }
  }

  /** The instructor who asks, and a learner of a class of theirs. @throws HttpProblem */
  member(request: IncomingMessage, groupId: string, id: string) {
    const { instructor, group } = this.#class(request, groupId);
    const learner = this.#parts.learners.find(id);
    if (learner?.class === group.id) return { instructor, group, learner };
    throw new HttpProblem('unknown-learner', `“${group.name}” has no learner ${id}; its roster lists them.`);
  }

  #class(request: IncomingMessage, id: string) {
    const instructor = this.desk.require(request);
    const group = this.#parts.classes.isOf(id, instructor.id) ? this.#parts.classes.find(id) : undefined;
    if (group) return { instructor, group };
    throw new HttpProblem('unknown-class', `You have no class ${id}; GET /api/desk/classes lists yours.`);
  }
}
