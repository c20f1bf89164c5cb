import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { window as instructorsWindow } from '../../protocol/api/desk-host.ts';
import { readPath } from '../../protocol/api/path.ts';
import { deskWindow, window } from '../../protocol/api/terminals.ts';
import { secondOf } from '../../protocol/host-owner.ts';
import type { Window } from '../terminals/hand-over.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';
import { asProblem } from './answer-problem.ts';
import { checkHost, checkOrigin } from './origin.ts';
import { HttpProblem } from './problem.ts';
import { refuse } from './refuse.ts';
import type { Visitors } from './visitors.ts';

/** The `shouldUpgradeCallback` of an http.Server; other upgrades that a client offers (h2c) are ignored. */
export function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** Lets the WebSockets of terminals in, and hands them to the process that keeps the terminals. */
export class TerminalDoor {
  readonly #visitors: Visitors;
  readonly #terminals: TerminalKeeper;
  readonly #listeningOn: string;

  constructor(visitors: Visitors, terminals: TerminalKeeper, listeningOn: string) {
    this.#visitors = visitors;
    this.#terminals = terminals;
    this.#listeningOn = listeningOn;
  }

  /** The `upgrade` listener of an http.Server. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      this.#terminals.show(this.#admit(request), request, socket, head);
    } catch (error) {
      // A client that resets the connection meanwhile is no error of ours.
      socket.on('error', () => socket.destroy());
      refuse(socket, asProblem(error));
    }
  }

  /** @throws HttpProblem */
  #admit(request: IncomingMessage): Window {
    checkHost(request, this.#listeningOn);
    checkOrigin(request);
    const url = URL.parse(request.url ?? '', 'http://localhost');
    const pathname = url?.pathname ?? '';
    const instructors = readPath(instructorsWindow, pathname);
    const named = readPath(window, pathname) ?? readPath(deskWindow, pathname) ?? instructors;
    const { data: id } = window.params.id.schema.safeParse(named?.id);
    if (!url || !id) {
      throw new HttpProblem(
        'not-found',
        `WebSockets are at ${window.path}, ${instructorsWindow.path}, and below a learner at the desk.`,
      );
    }
    const { data: from } = window.query.from.safeParse(url.searchParams.get('from') ?? undefined);
    if (from === undefined) {
      throw new HttpProblem('malformed-request', 'from must be a count of bytes, such as from=0.');
    }
    if (instructors) return { id, from, ...this.#asInstructor(request) };
    const { data: host } = window.query.host.safeParse(url.searchParams.get('host') ?? undefined);
    if (host === undefined) throw new HttpProblem('malformed-request', 'host must be own or second.');
    const whose = this.#asWhom(request, named?.class, named?.learner);
    return host === 'second' && !('by' in whose)
      ? { id, from, ...whose, learner: secondOf(whose.learner) }
      : { id, from, ...whose };
  }

  /** An instructor's own host ends when they may not have it any more, and its terminals with it. @throws HttpProblem */
  #asInstructor(request: IncomingMessage) {
    const right = this.#visitors.rightTo('instructor', request, {});
    if (right.access !== 'instructor')
      throw new Error(`An instructor’s terminal is not shown by ${right.access}.`);
    return { learner: right.instructor, right: JSON.stringify(right) };
  }

  /** Tells whose terminal is asked for, by which right, and by which instructor. @throws HttpProblem */
  #asWhom(request: IncomingMessage, group: string | undefined, member: string | undefined) {
    const right =
      group && member
        ? this.#visitors.rightTo('member', request, { class: group, learner: member })
        : this.#visitors.rightTo('learner', request, {});
    const held = JSON.stringify(right);
    if (right.access === 'member') {
      const by = { id: right.instructor, name: this.#visitors.instructorBy(right) };
      return { learner: right.learner, by, right: held };
    }
    if (right.access !== 'learner') throw new Error(`A terminal is not shown by ${right.access}.`);
    return { learner: right.learner, right: held };
  }
}
