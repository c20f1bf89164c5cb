import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { CourseName } from '../../protocol/course.ts';
import { LostHost } from '../../protocol/host.ts';
import { isExtra } from '../../protocol/host-owner.ts';
import { ScenarioSeed } from '../../protocol/scenario.ts';
import type { HostId } from './contract.ts';

/** The scenario and the LAN that a learner has for good, and the host that they have now. */
const Assignment = z.object({
  host: z.string().optional(),
  seed: ScenarioSeed,
  /** The course whose scenarios the seed is of; left out for the first one. */
  course: CourseName.optional(),
  lan: z.string(),
  /** The host is not thrown away for want of room while it is at rest. */
  pinned: z.boolean().optional(),
  /** What became of the host before. */
  lost: LostHost.optional(),
});
export type Assignment = z.infer<typeof Assignment>;

const Assignments = z.object({
  /** Random, so that two classes do not get the same scenarios. */
  classId: z.string(),
  /** In the order in which they joined: the next learner's scenario depends on it. */
  learners: z.array(z.tuple([z.string(), Assignment])),
});
type Assignments = z.infer<typeof Assignments>;

/** As the file was before there were classes. */
const WithoutClass = z.record(z.string(), Assignment);

/**
 * Which learner has which host. It is kept in a file, since hosts outlive a lab server that was killed, and the next one has to find
 * them again. Extra hosts (protocol/host-owner.ts) are left out of the file, so that the next lab server ends them.
 */
export class HostAssignments {
  readonly classId: string;
  readonly #file: string;
  readonly #byLearner: Map<string, Assignment>;

  /** A file that can't be read counts as empty: then hosts are made anew. */
  constructor(file: string) {
    this.#file = file;
    const { classId, learners } = read(file);
    this.classId = classId;
    this.#byLearner = new Map(learners);
  }

  get(learner: string): Assignment | undefined {
    return this.#byLearner.get(learner);
  }

  get hosts(): Set<HostId> {
    return new Set([...this.#byLearner.values()].flatMap(({ host }) => host ?? []));
  }

  /** The learners who have a host. */
  get learners(): string[] {
    return [...this.#byLearner].flatMap(([learner, { host }]) => (host === undefined ? [] : [learner]));
  }

  /** Each learner's assignment, in the order they joined. */
  get all(): [learner: string, Assignment][] {
    return [...this.#byLearner];
  }

  /**
   * Those of a course's learners, in the order they joined. An extra host has the scenario of another.
   * @param first the course of those that name none.
   */
  seedsOf(course: string | undefined, first?: string): string[] {
    return this.#lasting.flatMap(([, one]) =>
      (one.course ?? first) === (course ?? first) ? [one.seed] : [],
    );
  }

  set(learner: string, assignment: Assignment): void {
    this.#byLearner.set(learner, assignment);
    this.#write();
  }

  /** Forgets whoever has an extra host. */
  remove(owner: string): void {
    this.#byLearner.delete(owner);
  }

  /** Forgets every host that is not among these. Its learner keeps scenario and LAN. */
  keepOnly(hosts: ReadonlySet<HostId>): void {
    for (const [learner, { host, pinned: _, ...stays }] of this.#byLearner) {
      if (host !== undefined && !hosts.has(host)) this.#byLearner.set(learner, stays);
    }
    this.#write();
  }

  get #lasting(): [learner: string, Assignment][] {
    return [...this.#byLearner].filter(([owner]) => !isExtra(owner));
  }

  #write(): void {
    const whole: Assignments = { classId: this.classId, learners: this.#lasting };
    writeFileSync(`${this.#file}.new`, JSON.stringify(whole));
    renameSync(`${this.#file}.new`, this.#file);
  }
}

function read(file: string): Assignments {
  const none = { classId: randomUUID(), learners: [] };
  if (!existsSync(file)) return none;
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const whole = Assignments.safeParse(content);
    return whole.data ?? { ...none, learners: Object.entries(WithoutClass.parse(content)) };
  } catch {
    return none;
  }
}
