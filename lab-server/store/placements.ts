import type { DatabaseSync } from 'node:sqlite';

/** Where a learner's host is. */
export interface Placement {
  worker: string;
  /** The seed of its scenario, once it is known. */
  seed: string | null;
}

/** The workers that learners' hosts are on. They stay known while a worker, or the lab server, is away. */
export class Placements {
  readonly #find;
  readonly #set;
  readonly #all;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare('SELECT worker, seed FROM placements WHERE learner = ?');
    this.#set = database.prepare(
      `INSERT INTO placements (learner, worker, seed) SELECT id, ?2, ?3 FROM learners WHERE id = ?1
       ON CONFLICT DO UPDATE SET worker = ?2, seed = ?3`,
    );
    this.#all = database.prepare('SELECT learner, worker FROM placements');
  }

  find(learner: string): Placement | undefined {
    return this.#find.get(learner) as Placement | undefined;
  }

  /** @returns whether there is such a learner. */
  set(learner: string, { worker, seed }: Placement): boolean {
    return Number(this.#set.run(learner, worker, seed).changes) > 0;
  }

  /** The learners of each worker. */
  byWorker(): Map<string, string[]> {
    const all = this.#all.all() as { learner: string; worker: string }[];
    const grouped = Map.groupBy(all, ({ worker }) => worker);
    return new Map([...grouped].map(([worker, some]) => [worker, some.map(({ learner }) => learner)]));
  }
}
