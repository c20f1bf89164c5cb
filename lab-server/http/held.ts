import type { TerminalKeeper } from '../terminals/keeper.ts';
import { Right } from './right.ts';
import type { Visitors } from './visitors.ts';

/** ms between two looks at everything that is open, for rights that end by themselves, such as a session whose time is over. */
const LOOK_EVERY = 60_000;

interface Parts {
  visitors: Pick<Visitors, 'holds'>;
  /** Keeps windows on terminals, which outlive the web server. */
  terminals: Pick<TerminalKeeper, 'rights' | 'revoke'>;
}

/** Everything that is open by somebody's right. It is ended as soon as they lose that right. */
export class Held {
  readonly #parts: Parts;
  readonly #open = new Map<symbol, { right: Right; end: () => void }>();
  readonly #look: NodeJS.Timeout;
  #isSoon = false;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#look = setInterval(() => this.check(), LOOK_EVERY).unref();
    // These are of windows that an earlier web server, since ended, let in.
    this.check();
  }

  /** Calls `end` once the right is lost, unless the returned function is called before. */
  hold(right: Right, end: () => void): () => void {
    const one = Symbol();
    this.#open.set(one, { right, end });
    return () => void this.#open.delete(one);
  }

  /**
   * To be called when rights may have changed. The look comes after the caller has told pages of the change, and before the caller goes on to
   * anything that takes time.
   */
  check(): void {
    if (this.#isSoon) return;
    this.#isSoon = true;
    queueMicrotask(() => {
      this.#isSoon = false;
      if (this.#closed) return;
      this.#endLost();
      void this.#endLostWindows();
    });
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#look);
    this.#open.clear();
  }

  #endLost(): void {
    for (const [one, { right, end }] of this.#open) {
      if (this.#parts.visitors.holds(right)) continue;
      this.#open.delete(one);
      end();
    }
  }

  /** A right that another version of the web server wrote and this one cannot read counts as none. */
  #holds(written: string): boolean {
    const { data: right } = Right.safeParse(JSON.parse(written));
    return right !== undefined && this.#parts.visitors.holds(right);
  }

  async #endLostWindows(): Promise<void> {
    const rights = await this.#parts.terminals.rights();
    if (this.#closed) return;
    const lost = rights.filter((right) => !this.#holds(right));
    if (lost.length > 0) this.#parts.terminals.revoke({ rights: lost });
  }
}
