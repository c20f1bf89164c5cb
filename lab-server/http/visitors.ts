import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import type { Access } from '../../protocol/api/contract.ts';
import type { Classes, KeptClass } from '../store/classes.ts';
import type { Learners } from '../store/learners.ts';
import type { DeskSessions } from './desk-session.ts';
import { HttpProblem } from './problem.ts';
import type { Right } from './right.ts';
import type { Asking } from './route.ts';
import { active, type Sessions } from './session.ts';

interface Parts {
  sessions: Sessions;
  desk: DeskSessions;
  classes: Classes;
  learners: Learners;
  /** Called when an instructor asks for something of a class of theirs. */
  onDesk?(request: Request, group: KeptClass): void;
}

/** What a path names. */
interface Named {
  class?: string | string[];
  learner?: string | string[];
}

/**
 * Decides who a request comes from, and whether they may ask for a route. This is the one place for that decision, both when the request comes
 * and as long as its answer goes on.
 */
export class Visitors {
  readonly learners: Sessions;
  readonly desk: DeskSessions;
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.learners = parts.sessions;
    this.desk = parts.desk;
  }

  /** The right by which this visitor may ask for a route of this access. @throws HttpProblem when they may not. */
  admit(access: Access, request: Request): Right {
    const right = this.rightTo(access, request, request.params);
    const group = 'group' in right ? this.#parts.classes.find(right.group) : undefined;
    if (group) this.#parts.onDesk?.(request, group);
    return right;
  }

  /** The same, for a request to something that is not a route. @throws HttpProblem */
  rightTo(access: Access, request: IncomingMessage, named: Named): Right {
    const right = this.#asked(access, request, named);
    this.#granted(right);
    return right;
  }

  /** Whether somebody who was let in by this right would be let in now. */
  holds(right: Right): boolean {
    try {
      this.#granted(right);
      return true;
    } catch (error) {
      if (error instanceof HttpProblem) return false;
      throw error;
    }
  }

  /** The person who asks, as a handler gets them. @throws HttpProblem when they may not any more. */
  asking(right: Right): Asking[Access] {
    return this.#granted(right);
  }

  /** The instructor's name. */
  instructorBy(right: Extract<Right, { access: 'member' }>): string {
    return this.desk.stillOf(right.session).name;
  }

  /** The right that is asked for, of the person whom the request's cookies name. @throws HttpProblem 401 */
  #asked(access: Access, request: IncomingMessage, named: Named): Right {
    switch (access) {
      case 'anyone':
        return { access };
      case 'joined':
      case 'learner': {
        const learner = this.learners.requireJoined(request);
        return { access, learner: learner.id, stamp: this.learners.stampOf(learner) };
      }
      default: {
        const { instructor, session } = this.desk.requireSession(request);
        const by = { instructor: instructor.id, session };
        if (access === 'instructor') return { access, ...by };
        const group = String(named.class);
        return access === 'class'
          ? { access, ...by, group }
          : { access, ...by, group, learner: String(named.learner) };
      }
    }
  }

  /** @throws HttpProblem when they may not, or not any more. */
  #granted(right: Right): Asking[Access] {
    switch (right.access) {
      case 'anyone':
        return {};
      case 'joined':
        return { learner: this.learners.stillOf(right.learner, right.stamp) };
      case 'learner':
        return { learner: active(this.learners.stillOf(right.learner, right.stamp)) };
      case 'instructor':
        return { instructor: this.desk.stillOf(right.session) };
      case 'class':
        return this.#class(right);
      case 'member': {
        const { instructor, group } = this.#class(right);
        const learner = this.#parts.learners.find(right.learner);
        if (learner?.class === group.id) return { instructor, group, learner };
        const detail = `“${group.name}” has no learner ${right.learner}; its roster lists them.`;
        throw new HttpProblem('unknown-learner', detail);
      }
    }
  }

  #class({ session, group: id }: { session: string; group: string }) {
    const instructor = this.desk.stillOf(session);
    const group = this.#parts.classes.isOf(id, instructor.id) ? this.#parts.classes.find(id) : undefined;
    if (group) return { instructor, group };
    throw new HttpProblem('unknown-class', `You have no class ${id}; GET /api/desk/classes lists yours.`);
  }
}
