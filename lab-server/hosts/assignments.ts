import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { ScenarioSeed } from '../../protocol/scenario.ts';
import type { HostId } from './contract.ts';

/** Which scenario and which LAN a learner has, for good, and on which host just now. */
const Assignment = z.object({ host: z.string().optional(), seed: ScenarioSeed, lan: z.string() });
export type Assignment = z.infer<typeof Assignment>;
const Assignments = z.record(z.string(), Assignment);

/**
 * Which learner has which host. Kept in a file, so that a lab server that was killed finds its learners' hosts again: they
 * outlive it.
 */
export class HostAssignments {
  readonly #file: string;
  readonly #byLearner: Map<string, Assignment>;

  /** A file that can't be read counts as empty: then hosts are made anew. */
  constructor(file: string) {
    this.#file = file;
    this.#byLearner = new Map(Object.entries(read(file)));
  }

  get(learner: string): Assignment | undefined {
    return this.#byLearner.get(learner);
  }

  get hosts(): Set<HostId> {
    return new Set([...this.#byLearner.values()].flatMap(({ host }) => host ?? []));
  }

  set(learner: string, assignment: Assignment): void {
    this.#byLearner.set(learner, assignment);
    this.#write();
  }

  /** Forgets every host that is not among these; whose it was keeps scenario and LAN. */
  keepOnly(hosts: ReadonlySet<HostId>): void {
    for (const [learner, { host, seed, lan }] of this.#byLearner) {
      if (host !== undefined && !hosts.has(host)) this.#byLearner.set(learner, { seed, lan });
    }
    this.#write();
  }

  #write(): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(Object.fromEntries(this.#byLearner)));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function read(file: string): Record<string, Assignment> {
  if (!existsSync(file)) return {};
  try {
    return Assignments.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
