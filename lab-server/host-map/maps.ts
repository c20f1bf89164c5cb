import { setTimeout as sleep } from 'node:timers/promises';
import type { LabHost } from '../../checkers/define.ts';
import type { HostMap } from '../../protocol/host-map.ts';
import { drawMap } from './draw.ts';
import { type Entered, lookOnceChanged } from './look.ts';

/** Seconds that one look waits for a change. It may go on this long after the last page with the map was closed. */
const WAIT = 10;
/** The pause between two looks at a host that never rests: at least `shortest` ms, at most `most` times as long as the last look took. */
const REST = { shortest: 150, most: 6 };
/** A host is busy when it changes within this many ms of the look before. */
const BUSY = 500;

/** A map, and what names this state of the host. */
export interface FingerprintedMap {
  fingerprint: string;
  map: HostMap;
}

interface Followed {
  entered: Entered;
  /** When the last look ended, and how long it took, in ms. */
  ended: number;
  took: number;
  /** How many looks in a row found the host busy. */
  row: number;
  /** The look that is under way: there is one at a time, however many ask. */
  looking?: Promise<FingerprintedMap | undefined> | undefined;
  /** The look that is under way ends when the host is no longer in the state that this names. */
  seen: string;
  /** What the last look found. */
  latest?: FingerprintedMap;
}

/** The maps of all learners' hosts, each looked at when it is asked for and never by itself. */
export class HostMaps {
  readonly #followed = new Map<string, Followed>();

  /** The next map whose fingerprint is not `seen`; undefined when the host does not change for some seconds. @throws ObserveError */
  async next(learner: string, host: LabHost, seen: string): Promise<FingerprintedMap | undefined> {
    const followed: Followed = this.#followed.get(learner) ?? {
      entered: new Map(),
      ended: 0,
      took: 0,
      row: 0,
      seen: '',
    };
    this.#followed.set(learner, followed);
    const { looking, latest } = followed;
    // Another page waits for the map after the latest one, but this page has not seen the latest yet.
    if (looking && latest?.fingerprint === followed.seen && latest.fingerprint !== seen) return latest;
    if (looking) return looking;
    followed.seen = seen;
    followed.looking = look(followed, host, seen).finally(() => {
      followed.looking = undefined;
    });
    return followed.looking;
  }

  /** The learner has another host, or none. */
  forget(learner: string): void {
    this.#followed.delete(learner);
  }
}

async function look(followed: Followed, host: LabHost, seen: string): Promise<FingerprintedMap | undefined> {
  const { took, row, ended } = followed;
  // A single change is shown at once. A learner whose loop changes something all the time sees it less and less often.
  const rest = Math.max(REST.shortest, took * Math.min(REST.most, row / 4));
  await sleep(Math.max(0, ended + rest - performance.now()));
  const begun = performance.now();
  const found = await lookOnceChanged(host, seen, WAIT, followed.entered);
  followed.ended = performance.now();
  followed.row = found && found.waited < BUSY ? row + 1 : 0;
  followed.took = followed.ended - begun - (found?.waited ?? WAIT * 1000);
  if (!found) return undefined;
  followed.latest = { fingerprint: found.fingerprint, map: drawMap(found.facts) };
  return followed.latest;
}
