import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { HostCapacity, HostStatus } from '../../protocol/host.ts';
import { firstOf, isExtra } from '../../protocol/host-owner.ts';
import type { WorkerNow } from '../../protocol/worker.ts';
import { HostNotReady } from '../hosts/contract.ts';
import type { OwnKeys, Worker, WorkerState, Workers } from '../hosts/worker.ts';
import type { Placement, Placements } from '../store/placements.ts';
import type { terminalsTable } from '../terminals/methods.ts';
import type { Events } from '../wire/table.ts';
import { type LinkTimes, linkTimes, WorkerLink } from './link.ts';
import { type Load, place } from './placement.ts';

interface Member extends Worker {
  link: WorkerLink;
  /** What it said last. */
  capacity: HostCapacity | undefined;
  /** Learners who were placed since, and are not in what it said: when, in ms of performance.now(). */
  placed: Map<string, number>;
  /** Why it can't be reached; empty when it can. */
  away: string;
}

interface Listener {
  /** A worker can be asked again; what it told beforehand was told. */
  up(worker: string): void;
  /** A worker can't be asked any more. */
  down(worker: string): void;
  lost(worker: string): void;
  /** There may be room for learners who have no place. */
  room(): void;
  status(worker: string, learner: string, status: HostStatus): void;
  drop: Events<typeof terminalsTable>['drop'];
  active: Events<typeof terminalsTable>['active'];
  onlookers(worker: string, all: Parameters<Events<typeof terminalsTable>['onlookers']>[0]['all']): void;
}

interface Parts {
  placements: Placements;
  /** The learners who share a LAN with this one; when left out, nobody does. */
  neighboursOf?: (learner: string) => readonly string[];
  logger: Logger;
  /** When left out, those of link.ts. */
  times?: LinkTimes;
}

/** The workers of a lab server, and which learner is on which. */
export class Roster {
  readonly #parts: Parts;
  readonly #run = randomUUID();
  readonly #members = new Map<string, Member>();
  readonly #listeners = new Set<Partial<Listener>>();
  /** Where instructors' hosts are. Workers tell of them again to a lab server that is started anew. */
  readonly #instructors = new Map<string, Placement>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** These are the workers from now on. */
  are({ workers, own }: Pick<Workers, 'workers' | 'own'>): void {
    const gone = new Set(this.#members.keys());
    for (const { address, machine, state } of workers) {
      gone.delete(address.name);
      const known = this.#members.get(address.name);
      const isSame = known && JSON.stringify(known.address) === JSON.stringify(address);
      if (known && !isSame) {
        known.link.close();
        this.#tell((one) => one.down?.(address.name));
      }
      const member: Member = isSame ? known : this.#join({ address, machine, state }, own);
      const wasLost = known?.state === 'lost';
      member.state = state;
      member.machine = machine;
      if (state === 'lost' && !wasLost && !member.link.isUp) this.#lose(address.name);
    }
    for (const name of gone) {
      this.#members.get(name)?.link.close();
      this.#members.delete(name);
      this.#lose(name);
    }
  }

  listen(listener: Partial<Listener>): void {
    this.#listeners.add(listener);
  }

  /** Where the learner's host is. A second host is where the first is. */
  find(learner: string): Placement | undefined {
    return this.#instructors.get(learner) ?? this.#parts.placements.find(firstOf(learner) ?? learner);
  }

  /** Whether a worker will not come back with its hosts. */
  isLost(worker: string): boolean {
    const { state = 'lost', link } = this.#members.get(worker) ?? {};
    // As long as it answers it is there, whatever is said of it.
    return state === 'lost' && !link?.isUp;
  }

  /** The link to the worker with the learner's host; undefined if they have none. @throws HostNotReady */
  linkOf(learner: string): WorkerLink | undefined {
    const placed = this.find(learner);
    return placed && this.link(placed.worker);
  }

  /** @throws HostNotReady when there is no such worker any more. */
  link(worker: string): WorkerLink {
    const member = this.#members.get(worker);
    if (!member) throw new HostNotReady('The machine of your lab host is gone; load the page again.');
    return member.link;
  }

  /** Those that can be asked. */
  get up(): [name: string, link: WorkerLink][] {
    return [...this.#members].flatMap(([name, { link }]) => (link.isUp ? [[name, link]] : []));
  }

  /** Each worker with what it said last. */
  get all(): { name: string; state: WorkerState; isUp: boolean; capacity: HostCapacity | undefined }[] {
    return [...this.#members].map(([name, { link, state, capacity }]) => ({
      name,
      state,
      isUp: link.isUp,
      capacity,
    }));
  }

  /** The workers for whoever looks after them. */
  get now(): WorkerNow[] {
    return [...this.#members].map(([name, { link, machine, state, capacity }]) => {
      const isLost = this.isLost(name);
      return {
        name,
        machine,
        state: isLost ? 'lost' : link.isUp ? (state === 'lost' ? 'serving' : state) : 'away',
        learners: isLost ? 0 : (capacity?.learners.length ?? 0),
        atRest: isLost ? 0 : (capacity?.kept.hosts.length ?? 0),
        most: capacity?.most ?? 0,
        spares: link.isUp ? (capacity?.spares ?? 0) : 0,
        memory: link.isUp ? (capacity?.memory.free ?? 0) : 0,
      };
    });
  }

  /** The workers as far as placing this learner goes. */
  loads(learner: string): Load[] {
    const neighbours = new Set(this.#parts.neighboursOf?.(learner));
    return [...this.#members].map(
      ([
        name,
        {
          link,
          state,
          capacity,
          placed: { size: placed },
        },
      ]) => ({
        name,
        isOpen: link.isUp && state === 'serving',
        learners: (capacity?.learners.length ?? 0) + placed,
        most: capacity?.most ?? 0,
        room: (capacity?.room ?? 0) - placed,
        spares: (capacity?.spares ?? 0) - placed,
        memory: (capacity?.memory.free ?? 0) - placed * (capacity?.memory.perHost ?? 0),
        neighbours: capacity?.learners.filter((one) => neighbours.has(one)).length ?? 0,
      }),
    );
  }

  /** Chooses a worker for a learner, and keeps the choice. @returns undefined when none has room. */
  place(learner: string): string | undefined {
    const name = place(this.loads(learner))?.name;
    const member = name === undefined ? undefined : this.#members.get(name);
    if (name === undefined || !member) return undefined;
    member.placed.set(learner, performance.now());
    this.put(learner, name);
    return name;
  }

  /** The learner's host is on this worker from now on. @returns whether there is such a learner. */
  put(learner: string, worker: string, seed = this.find(learner)?.seed ?? null): boolean {
    if (!isExtra(learner)) return this.#parts.placements.set(learner, { worker, seed });
    if (firstOf(learner) === undefined) this.#instructors.set(learner, { worker, seed });
    return true;
  }

  /** The learners with a host on a worker. */
  learnersOn(worker: string): string[] {
    return this.#parts.placements.byWorker().get(worker) ?? [];
  }

  close(): void {
    for (const { link } of this.#members.values()) link.close();
    this.#members.clear();
  }

  #join(worker: Worker, own: OwnKeys): Member {
    const { logger, times = linkTimes } = this.#parts;
    const { name } = worker.address;
    const link = new WorkerLink({
      worker: worker.address,
      own,
      run: this.#run,
      times,
      listener: {
        onUp: () => {
          logger.info({ worker: name }, 'A worker can be reached');
          member.away = '';
          this.#tell((one) => one.up?.(name));
        },
        onDown: (why) => {
          if (member.away !== why) logger.warn({ worker: name, why }, 'A worker can’t be reached');
          member.away = why;
          this.#tell((one) => one.down?.(name));
          if (member.state === 'lost') this.#lose(name);
          this.#tell((one) => one.onlookers?.(name, []));
        },
        onStatus: (learner, status) => this.#tell((one) => one.status?.(name, learner, status)),
        onLoad: (capacity, asked) => {
          member.capacity = capacity;
          for (const [learner, at] of member.placed) {
            if (at < asked || capacity.learners.includes(learner)) member.placed.delete(learner);
          }
          if (capacity.room > 0) this.#tell((one) => one.room?.());
        },
        terminals: {
          drop: (news) => this.#tell((one) => one.drop?.(news)),
          active: (news) => {
            // A worker speaks of its own learners only.
            if (this.find(news.learner)?.worker === name) this.#tell((one) => one.active?.(news));
          },
          onlookers: ({ all }) =>
            this.#tell((one) =>
              one.onlookers?.(
                name,
                all.filter(({ learner }) => this.find(learner)?.worker === name),
              ),
            ),
        },
      },
    });
    const member: Member = {
      ...worker,
      link,
      capacity: undefined,
      placed: new Map(),
      away: '',
    };
    this.#members.set(name, member);
    return member;
  }

  #lose(name: string): void {
    this.#tell((one) => one.lost?.(name));
  }

  #tell(news: (listener: Partial<Listener>) => void): void {
    for (const one of this.#listeners) news(one);
  }
}
