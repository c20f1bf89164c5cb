import { setTimeout as sleep } from 'node:timers/promises';
import type { LabHost } from '../../checkers/define.ts';
import type { MarkedMap } from '../host-maker/contract.ts';
import { drawMap } from './draw.ts';
import { type Entered, lookOnceChanged } from './look.ts';

/** Seconds after which a look is begun anew: so long it may go on after the last page that shows the map was closed. */
const WAIT = 10;
/** The shortest pause between two looks, in ms, and the most in units of what the last one took: for hosts that never rest. */
const REST = { shortest: 150, most: 6 };
/** A host that changes within so many ms of the look before has made no pause. */
const BUSY = 500;

interface Followed {
  entered: Entered;
  /** When the last look ended, and how long it took, in ms. */
  ended: number;
  took: number;
  /** Looks in a row without a pause between. */
  row: number;
  /** The look that is under way: there is one at a time, however many ask. */
  looking?: Promise<MarkedMap | undefined> | undefined;
  /** The mark that the host has not to have any more for that look to end. */
  seen: string;
  /** What the last look found. */
  latest?: MarkedMap;
}

/** The maps of all learners' hosts, each looked at when it is asked for and never by itself. */
export class HostMaps {
  readonly #followed = new Map<string, Followed>();

  /** The next map that is not as `seen`; undefined when the host stays as it was for some seconds. @throws ObserveError */
  async next(learner: string, host: LabHost, seen: string): Promise<MarkedMap | undefined> {
    const followed: Followed = this.#followed.get(learner) ?? {
      entered: new Map(),
      ended: 0,
      took: 0,
      row: 0,
      seen: '',
    };
    this.#followed.set(learner, followed);
    const { looking, latest } = followed;
    // Somebody else waits for what comes after the latest, and this one has not seen that.
    if (looking && latest?.mark === followed.seen && latest.mark !== seen) return latest;
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

async function look(followed: Followed, host: LabHost, seen: string): Promise<MarkedMap | undefined> {
  const { took, row, ended } = followed;
  // One change is shown at once. Who changes something all the time, by a loop, sees it the less often the longer that goes on.
  const rest = Math.max(REST.shortest, took * Math.min(REST.most, row / 4));
  await sleep(Math.max(0, ended + rest - performance.now()));
  const begun = performance.now();
  const found = await lookOnceChanged(host, seen, WAIT, followed.entered);
  followed.ended = performance.now();
  followed.row = found && found.waited < BUSY ? row + 1 : 0;
  followed.took = followed.ended - begun - (found?.waited ?? WAIT * 1000);
  if (!found) return undefined;
  followed.latest = { mark: found.mark, map: drawMap(found.facts) };
  return followed.latest;
}
