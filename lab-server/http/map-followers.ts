import type { Response } from 'express';
import type { Logger } from 'pino';
import { ObserveError } from '../../checkers/define.ts';
import { HostMap, type mapEvents } from '../../protocol/host-map.ts';
import { EventStreams } from '../common/event-streams.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import { HostNotReady } from '../hosts/contract.ts';

/** Pause in ms before the next look after a look that failed. */
const AFTER_TROUBLE = 3000;

interface Following {
  map?: HostMap;
  /** Ends a pause. */
  goOn(): void;
}

interface Parts {
  hosts: Pick<HostMaker, 'map' | 'status' | 'onStatus'>;
  logger: Logger;
}

/**
 * Shows learners the maps of their hosts. Looks at a host as long as a page of its learner follows the map, and tells all such pages when the
 * map changes. A host that is parked, or being made, is left alone until it is ready.
 */
export class MapFollowers {
  readonly #parts: Parts;
  readonly #streams = new EventStreams<typeof mapEvents>();
  readonly #following = new Map<string, Following>();
  readonly #unfollow: () => void;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#unfollow = parts.hosts.onStatus((learner) => this.#following.get(learner)?.goOn());
  }

  /** Turns a response into a stream of the learner's maps. @throws HttpProblem 429 */
  open(learner: string, stream: Response): void {
    const { map } = this.#following.get(learner) ?? {};
    this.#streams.open(learner, stream, ...(map ? (['map', map] as const) : []));
    stream.on('close', () => this.#following.get(learner)?.goOn());
    if (!this.#following.has(learner)) void this.#follow(learner);
  }

  /** The learner may not look any more. */
  end(learner: string): void {
    this.#streams.end(learner);
  }

  close(): void {
    this.#unfollow();
    this.#streams.close();
  }

  async #follow(learner: string): Promise<void> {
    const following: Following = { goOn: () => {} };
    this.#following.set(learner, following);
    let seen = '';
    while (this.#streams.isOpen(learner)) {
      if (this.#parts.hosts.status(learner)?.state !== 'ready') {
        seen = '';
        await this.#pause(following);
        continue;
      }
      try {
        seen = (await this.#look(learner, following, seen)) ?? seen;
      } catch (error) {
        seen = '';
        this.#tell(learner, error as Error);
        await this.#pause(following, AFTER_TROUBLE);
      }
    }
    this.#following.delete(learner);
  }

  /** The fingerprint of what was seen, when it has changed. */
  async #look(learner: string, following: Following, seen: string): Promise<string | undefined> {
    const next = await this.#parts.hosts.map({ learner, seen });
    if (!next) return undefined;
    // Data from the learner's host is parsed before it is trusted.
    const map = HostMap.parse(next.map);
    if (JSON.stringify(map) !== JSON.stringify(following.map)) this.#streams.publish(learner, 'map', map);
    following.map = map;
    return next.fingerprint;
  }

  #tell(learner: string, error: Error): void {
    // The host has just become unavailable; its status says why.
    if (error instanceof HostNotReady) return;
    const isMeant = error instanceof ObserveError;
    if (!isMeant) this.#parts.logger.error({ err: error, learner }, 'A map could not be drawn');
    const detail = isMeant ? error.message : 'The map of your lab host could not be drawn.';
    this.#streams.publish(learner, 'trouble', { detail });
  }

  /** Until the host's state changes, a page is closed, or the time is over. */
  #pause(following: Following, ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms).unref();
      following.goOn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
