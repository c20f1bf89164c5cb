import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { TerminalId } from '../../protocol/terminal.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';
import type { Window } from '../terminals/windows.ts';
import { asProblem } from './answer-problem.ts';
import { checkHost, checkOrigin } from './origin.ts';
import { HttpProblem } from './problem.ts';
import { refuse } from './refuse.ts';
import type { Visitors } from './visitors.ts';

/** The `shouldUpgradeCallback` of an http.Server; other upgrades that are offered (h2c) are passed over. */
export function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/** Lets the WebSockets of terminals in, and hands them to those who keep the terminals. */
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
    const [, below = '', id] = /^\/api\/(desk\/.+\/)?terminals\/([^/]+)$/.exec(url?.pathname ?? '') ?? [];
    const [, group, member] = /^desk\/classes\/([^/]+)\/learners\/([^/]+)\/$/.exec(below) ?? [];
    if (!url || !id || !TerminalId.safeParse(id).success || (below !== '' && !member)) {
      throw new HttpProblem(
        'not-found',
        'WebSockets are at /api/terminals/{id}, and below a learner at the desk.',
      );
    }
    const { learner, by } = this.#whose(request, group, member);
    const from = Number(url.searchParams.get('from') ?? 0);
    if (!Number.isSafeInteger(from) || from < 0) {
      throw new HttpProblem('malformed-request', 'from must be a count of bytes, such as from=0.');
    }
    return { learner, id, from, by };
  }

  /** Whose terminal is asked for, and by which instructor. @throws HttpProblem */
  #whose(request: IncomingMessage, group: string | undefined, member: string | undefined) {
    if (!group || !member) return { learner: this.#visitors.learners.require(request).id, by: undefined };
    const { learner, instructor } = this.#visitors.member(request, group, member);
    return { learner: learner.id, by: instructor.name };
  }
}
