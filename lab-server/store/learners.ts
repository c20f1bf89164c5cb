import type { DatabaseSync } from 'node:sqlite';
import { type LearnerState, noSchoolRecord, type SchoolRecord } from '../../protocol/desk/roster.ts';
import { newId } from './ids.ts';

export interface Learner extends SchoolRecord {
  id: string;
  name: string;
  /** ISO 8601. For a learner who is only listed, the time when they were put on the roster. */
  joinedAt: string;
  /** That of their class, or the one that they study alone. */
  course: string;
  /** null: the learner studies alone. */
  class: string | null;
  state: LearnerState;
  /** Lets them in again from another device; null when they study alone. */
  personalCode: string | null;
}

export interface NewLearner extends Partial<SchoolRecord> {
  /** That of the class, if there is one: the database refuses any other. */
  course: string;
  /** null: the learner studies alone. */
  class: string | null;
  state: LearnerState;
  personalCode: string;
}

/** The columns of a learner, by the names that they have here. */
const COLUMNS = {
  id: 'id',
  name: 'name',
  joinedAt: 'joined_at',
  course: 'course',
  class: 'class',
  state: 'state',
  personalCode: 'personal_code',
  externalId: 'external_id',
  email: 'email',
  login: 'login',
  section: 'section',
  platformId: 'platform_id',
  familyName: 'family_name',
} satisfies Record<keyof Learner, string>;
const NAMES = Object.keys(COLUMNS) as (keyof Learner)[];
const SELECTED = NAMES.map((name) => `${COLUMNS[name]} AS ${name}`).join(', ');

export class Learners {
  readonly #insert;
  readonly #update;
  readonly #find;
  readonly #merge;
  readonly #mergedInto;
  readonly #parts;
  readonly #ofClass;
  readonly #alone;
  readonly #forget;
  readonly #onRights: () => void;

  /** @param onRights called when somebody loses a right. */
  constructor(database: DatabaseSync, onRights: () => void = () => {}) {
    this.#onRights = onRights;
    this.#insert = database.prepare(
      `INSERT INTO learners (${Object.values(COLUMNS).join(', ')}) VALUES (${NAMES.map((name) => `:${name}`).join(', ')})`,
    );
    this.#update = database.prepare(
      `UPDATE learners SET ${NAMES.map((name) => `${COLUMNS[name]} = :${name}`).join(', ')} WHERE id = :id`,
    );
    this.#find = database.prepare(`SELECT ${SELECTED} FROM learners WHERE id = ?`);
    this.#merge = database.prepare("UPDATE learners SET state = 'merged', merged_into = ?2 WHERE id = ?1");
    this.#mergedInto = database.prepare('SELECT merged_into AS into_ FROM learners WHERE id = ?');
    this.#parts = database.prepare('SELECT id FROM learners WHERE merged_into = ?');
    this.#ofClass = database.prepare(`SELECT ${SELECTED} FROM learners WHERE class = ? ORDER BY name, id`);
    this.#alone = database.prepare(`SELECT ${SELECTED} FROM learners WHERE class IS NULL ORDER BY name, id`);
    this.#forget = database.prepare('DELETE FROM learners WHERE id = ?');
  }

  add(name: string, newcomer: NewLearner): Learner {
    const learner: Learner = {
      id: newId('l'),
      name,
      joinedAt: new Date().toISOString(),
      ...noSchoolRecord,
      ...newcomer,
    };
    this.#insert.run({ ...learner });
    return learner;
  }

  /** Returns the learner as changed. */
  change(learner: Learner, change: Partial<Omit<Learner, 'id'>>): Learner {
    const next = { ...learner, ...change };
    this.#update.run({ ...next });
    this.#onRights();
    return next;
  }

  find(id: string): Learner | undefined {
    return this.#find.get(id) as Learner | undefined;
  }

  /** The learner, or the one into whom they were merged. */
  current(id: string): Learner | undefined {
    const learner = this.find(id);
    if (learner?.state !== 'merged') return learner;
    return this.current(String(this.#mergedInto.get(id)?.into_));
  }

  /** By name. */
  of(group: string): Learner[] {
    return this.#ofClass.all(group) as unknown as Learner[];
  }

  /** Those who study alone, by name. */
  alone(): Learner[] {
    return this.#alone.all() as unknown as Learner[];
  }

  markMerged(id: string, into: string): void {
    this.#merge.run(id, into);
    this.#onRights();
  }

  /** Ids of the learners who were merged into this one. */
  mergedInto(id: string): string[] {
    return this.#parts.all(id).flatMap(({ id: part }) => [...this.mergedInto(String(part)), String(part)]);
  }

  /** Removes the learner for good. Nothing may refer to them any more. */
  forget(id: string): void {
    this.#forget.run(id);
    this.#onRights();
  }
}
