import type { Response } from 'express';
import type { screenEvents, WallRow, wallEvents } from '../../protocol/desk/wall.ts';
import { EventStreams } from '../common/event-streams.ts';
import type { Shelf } from '../course/shelf.ts';
import type { Marks } from '../grading/marks.ts';
import type { HostMaker } from '../host-maker/contract.ts';
import type { KeptClass } from '../store/classes.ts';
import type { Hands } from '../store/hands.ts';
import type { Learner, Learners } from '../store/learners.ts';
import type { TerminalKeeper } from '../terminals/keeper.ts';
import type { Controls } from './controls.ts';
import { rowOf } from './wall-rows.ts';

/** ms in which changes are gathered before the walls hear of them. */
const TOGETHER = 250;
/** ms between two looks at the screens of terminals. */
const SCREENS_EVERY = 1000;
/** Most walls of one class that can be open at once. */
const MOST_WALLS = 32;

interface Parts {
  courses: Shelf;
  marks: Marks;
  learners: Learners;
  hands: Hands;
  controls: Controls;
  hosts: Pick<HostMaker, 'status'>;
  terminals: Pick<TerminalKeeper, 'all' | 'screens'>;
  isOnline(learner: string): boolean;
}

/** The live walls of all classes. Tells the open ones what changed, and works nothing out for a class without one. */
export class Walls {
  readonly #parts: Parts;
  readonly #rows = new EventStreams<typeof wallEvents>({ most: MOST_WALLS });
  readonly #screens = new EventStreams<typeof screenEvents>({ most: MOST_WALLS });
  /** The time when each learner typed last. */
  readonly #activeAt = new Map<string, string>();
  /** The exercise that each learner had on the screen last. */
  readonly #on = new Map<string, string>();
  readonly #doing = new Map<string, string>();
  readonly #changed = new Map<string, Set<string>>();
  readonly #marked = new Map<string, Set<string>>();
  readonly #noted = new Set<string>();
  /** ms since 1970 when each terminal had printed as the walls of a class last saw it. */
  readonly #seen = new Map<string, Record<string, number>>();
  readonly #look: NodeJS.Timeout;
  #flush: NodeJS.Timeout | undefined;
  #looking = false;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#look = setInterval(() => void this.#lookAtScreens(), SCREENS_EVERY).unref();
  }

  /** Turns a response into a stream of a class's changes, which begins with the whole wall. */
  async open(group: KeptClass, stream: Response): Promise<void> {
    const rows = await this.rows(this.#active(group.id));
    this.#rows.open(group.id, stream, 'rows', rows);
  }

  /** Does the same for the screens of terminals. */
  async openScreens(group: KeptClass, stream: Response): Promise<void> {
    const learners = this.#active(group.id).map(({ id }) => id);
    const screens = await this.#parts.terminals.screens({ learners, seen: {} });
    this.#screens.open(group.id, stream, 'screens', screens.map(shown));
  }

  async rows(learners: readonly Learner[]): Promise<WallRow[]> {
    const { courses, marks, hands, controls, hosts, terminals, isOnline } = this.#parts;
    const open = Map.groupBy(await terminals.all(), ({ learner }) => learner);
    return learners.map((learner) => {
      const { id } = learner;
      return rowOf(learner, courses.catalogOf(learner.course), marks.of(id), {
        host: hosts.status(id)?.state ?? null,
        online: isOnline(id),
        activeAt: this.#activeAt.get(id) ?? null,
        on: this.#on.get(id) ?? null,
        terminals: (open.get(id) ?? []).map((terminal) => ({ id: terminal.id, title: terminal.title })),
        doing: this.#doing.get(id) ?? null,
        hand: hands.of(id),
        control: controls.of(id),
      });
    });
  }

  /** To be called when something about a learner has changed. */
  touch(learner: string): void {
    this.#gather(this.#changed, learner);
  }

  /** To be called when attempts, disputes, hints or points of a learner have changed. */
  marked(learner: string): void {
    this.#gather(this.#marked, learner);
    this.touch(learner);
  }

  /** To be called when the audit log of a class has a new entry. */
  noted(group: string): void {
    if (this.#closed || !this.#rows.isOpen(group)) return;
    this.#noted.add(group);
    this.#tellSoon();
  }

  #gather(changes: Map<string, Set<string>>, learner: string): void {
    // The last pages hang up when the database is closed already.
    if (this.#closed) return;
    const group = this.#parts.learners.find(learner)?.class;
    if (group == null || !this.#rows.isOpen(group)) return;
    changes.set(group, (changes.get(group) ?? new Set()).add(learner));
    this.#tellSoon();
  }

  #tellSoon(): void {
    this.#flush ??= setTimeout(() => void this.#tell(), TOGETHER);
  }

  typed(learner: string): void {
    this.#activeAt.set(learner, new Date().toISOString());
    this.touch(learner);
  }

  /** Shows the exercise that a learner has before them. */
  isOn(learner: string, exercise: string): void {
    this.#on.set(learner, exercise);
    this.touch(learner);
  }

  /** Shows the errand that the desk has begun for a learner; null when it is done. */
  doing(learner: string, what: string | null): void {
    if (what === null) this.#doing.delete(learner);
    else this.#doing.set(learner, what);
    this.touch(learner);
  }

  /** To be called when a learner has left the class: removed, merged, moved. */
  gone(group: string, learner: string): void {
    this.#on.delete(learner);
    this.#rows.publish(group, 'gone', [learner]);
  }

  /** To be called when the class itself, or its roster, has changed. */
  changed(group: string): void {
    this.#rows.publish(group, 'changed', {});
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#look);
    clearTimeout(this.#flush);
    this.#rows.close();
    this.#screens.close();
  }

  #active(group: string): Learner[] {
    return this.#parts.learners.of(group).filter(({ state }) => state === 'active');
  }

  async #tell(): Promise<void> {
    this.#flush = undefined;
    const [changed, marked, noted] = [[...this.#changed], [...this.#marked], [...this.#noted]];
    for (const gathered of [this.#changed, this.#marked, this.#noted]) gathered.clear();
    for (const [group, learners] of marked) this.#rows.publish(group, 'marks', [...learners]);
    for (const group of noted) this.#rows.publish(group, 'audit', {});
    for (const [group, ids] of changed) {
      const learners = [...ids].flatMap((id) => this.#parts.learners.find(id) ?? []);
      const there = learners.filter((one) => one.class === group && one.state === 'active');
      if (there.length > 0) this.#rows.publish(group, 'rows', await this.rows(there));
    }
  }

  async #lookAtScreens(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      const open = this.#screens.keys();
      for (const group of this.#seen.keys()) if (!open.includes(group)) this.#seen.delete(group);
      for (const group of open) {
        const learners = this.#active(group).map(({ id }) => id);
        const seen = this.#seen.get(group) ?? {};
        const screens = await this.#parts.terminals.screens({ learners, seen });
        for (const { terminal, at } of screens) seen[terminal] = at;
        this.#seen.set(group, seen);
        if (screens.length > 0) this.#screens.publish(group, 'screens', screens.map(shown));
      }
    } finally {
      this.#looking = false;
    }
  }
}

const shown = ({ at, ...screen }: Awaited<ReturnType<TerminalKeeper['screens']>>[number]) => ({
  ...screen,
  at: new Date(at).toISOString(),
});
