import type { HostStatus } from '../../protocol/host.ts';
import { EXTRA_UNUSED, firstOf } from '../../protocol/host-owner.ts';

const MINUTE = 60_000;

interface Parts {
  /** The state of an extra host as of now. */
  status: (owner: string) => HostStatus | undefined;
  become: (owner: string, state: 'ready', more?: Pick<HostStatus, 'endsAt'>) => void;
  /** Throws the host away. */
  end: (owner: string, reason: string) => Promise<void>;
}

/** When extra hosts (protocol/host-owner.ts) were used, and their end when nobody uses them. */
export class UnusedExtras {
  readonly #parts: Parts;
  /** In ms since 1970. */
  readonly #usedAt = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Notes that the host is used now, as at its start. */
  used(owner: string): void {
    this.#usedAt.set(owner, Date.now());
    if (this.#parts.status(owner)?.endsAt !== undefined) this.#parts.become(owner, 'ready');
  }

  forget(owner: string): void {
    this.#usedAt.delete(owner);
  }

  /** When it is time, says that the host is about to end, or ends it. It is ready. */
  look(owner: string): void {
    const { status, become, end } = this.#parts;
    const { endsAt } = status(owner) ?? {};
    const now = Date.now();
    const minutes = firstOf(owner) === undefined ? EXTRA_UNUSED.instructors : EXTRA_UNUSED.second;
    if (now - (this.#usedAt.get(owner) ?? now) < minutes * MINUTE) return;
    // The time runs from now: a machine that was asleep has warned nobody.
    if (endsAt === undefined)
      become(owner, 'ready', { endsAt: new Date(now + EXTRA_UNUSED.warning * MINUTE).toISOString() });
    else if (now >= Date.parse(endsAt))
      void end(owner, `Nobody used it for ${minutes + EXTRA_UNUSED.warning} minutes, so it was thrown away.`);
  }

  /** The second host that was used the longest ago and is ready; undefined if there is none. */
  longestUnused(): string | undefined {
    return [...this.#usedAt]
      .filter(([owner]) => firstOf(owner) !== undefined && this.#parts.status(owner)?.state === 'ready')
      .sort(([, one], [, other]) => one - other)[0]?.[0];
  }
}
