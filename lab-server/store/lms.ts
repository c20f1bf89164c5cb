import type { DatabaseSync } from 'node:sqlite';
import type { LmsEntry, ScoreColumns } from '../../protocol/lms.ts';
import type { Account } from './accounts.ts';
import { newId } from './ids.ts';
import { inTransaction } from './transaction.ts';

/** A learning management system that is connected. */
export interface KeptLms extends LmsEntry {
  id: string;
  /** ISO 8601: when somebody last came from it. */
  cameAt: string | null;
}

/** Where an LMS answers for one of its courses (Assignment and Grade Services 2.0, Names and Role Provisioning Services 2.0). */
interface CourseServices {
  /** The list of its columns; null: it takes no points, or only into columns that it names itself. */
  columns: string | null;
  members: string | null;
  /** The scopes for points that it offers. */
  scopes: string[];
  /** Columns that it named and that are not there. */
  wrong: string[];
}

/** A course of an LMS (a context, in the words of LTI) and its class. It has a class for each course of this lab server that it links to. */
export interface KeptLmsCourse {
  id: string;
  lms: string;
  deployment: string;
  context: string;
  title: string;
  class: string;
  columns: ScoreColumns;
  services: CourseServices;
}

/** A column of an LMS's gradebook. */
export interface LmsColumn {
  /** exercise/ID, chapter/SLUG, or course. */
  item: string;
  url: string;
  /** The LMS made it, for a link. */
  coupled: boolean;
}

const LMS =
  'id, name, site, issuer, client_id AS clientId, deployments, auth_url AS authUrl, token_url AS tokenUrl, keys_url AS keysUrl, audience, came_at AS cameAt';
const COURSE = 'id, lms, deployment, context, title, class, columns, services';

/** LMSs, their courses, and the columns of their gradebooks. */
export class LmsStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** By name. */
  all(): KeptLms[] {
    return this.#database.prepare(`SELECT ${LMS} FROM lms ORDER BY name, id`).all().map(readLms);
  }

  find(id: string): KeptLms | undefined {
    return this.#lms('id = ?', id)[0];
  }

  /** Those that go by this issuer, and by this client id if there is one. */
  by(issuer: string, clientId: string | undefined): KeptLms[] {
    return clientId === undefined
      ? this.#lms('issuer = ?', issuer)
      : this.#lms('issuer = ? AND client_id = ?', issuer, clientId);
  }

  add(entry: LmsEntry): KeptLms {
    const id = newId('p');
    this.#database
      .prepare(
        'INSERT INTO lms (id, name, site, issuer, client_id, deployments, auth_url, token_url, keys_url, audience) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(id, ...valuesOf(entry));
    return { ...entry, id, cameAt: null };
  }

  change(lms: KeptLms, entry: LmsEntry): KeptLms {
    this.#database
      .prepare(
        'UPDATE lms SET name = ?, site = ?, issuer = ?, client_id = ?, deployments = ?, auth_url = ?, token_url = ?, keys_url = ?, audience = ? WHERE id = ?',
      )
      .run(...valuesOf(entry), lms.id);
    return { ...lms, ...entry };
  }

  came({ id }: KeptLms): void {
    this.#database.prepare('UPDATE lms SET came_at = ? WHERE id = ?').run(new Date().toISOString(), id);
  }

  /** Forgets the LMS, its courses, and points on their way there. */
  remove({ id }: KeptLms): void {
    inTransaction(this.#database, () => {
      for (const table of ['lms_scores', 'lms_columns'])
        this.#run(`DELETE FROM ${table} WHERE course IN (SELECT id FROM lms_courses WHERE lms = ?)`, id);
      this.#run('DELETE FROM lms_courses WHERE lms = ?', id);
      for (const table of ['learner_accounts', 'instructor_accounts'])
        this.#run(`DELETE FROM ${table} WHERE issuer = ?`, issuerOf({ id }));
      this.#run('DELETE FROM lms WHERE id = ?', id);
    });
  }

  coursesOf({ id }: Pick<KeptLms, 'id'>): KeptLmsCourse[] {
    return this.#courses('lms = ?', id);
  }

  coursesIn(group: string): KeptLmsCourse[] {
    return this.#courses('class = ?', group);
  }

  course(id: string): KeptLmsCourse | undefined {
    return this.#courses('id = ?', id)[0];
  }

  /** A context of an LMS with each of its classes, in the order in which they came. */
  coursesBy({ id }: Pick<KeptLms, 'id'>, deployment: string, context: string): KeptLmsCourse[] {
    return this.#courses('lms = ? AND deployment = ? AND context = ?', id, deployment, context);
  }

  addCourse(course: Omit<KeptLmsCourse, 'id'>): KeptLmsCourse {
    const kept = { id: newId('k'), ...course };
    const { id, lms, deployment, context, title, class: group, columns, services } = kept;
    this.#run(
      `INSERT INTO lms_courses (${COURSE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, lms, deployment, context, title, group, columns, JSON.stringify(services)],
    );
    return kept;
  }

  changeCourse({ id, title, class: group, columns, services }: KeptLmsCourse): void {
    this.#run(
      'UPDATE lms_courses SET title = ?, class = ?, columns = ?, services = ? WHERE id = ?',
      ...[title, group, columns, JSON.stringify(services), id],
    );
  }

  columnsOf({ id }: Pick<KeptLmsCourse, 'id'>): LmsColumn[] {
    return this.#database
      .prepare('SELECT item, url, coupled FROM lms_columns WHERE course = ? ORDER BY item, url')
      .all(id)
      .map(({ item, url, coupled }) => ({ item: String(item), url: String(url), coupled: coupled === 1 }));
  }

  setColumn({ id }: Pick<KeptLmsCourse, 'id'>, { item, url, coupled }: LmsColumn): void {
    this.#database
      .prepare(
        `INSERT INTO lms_columns (course, item, url, coupled) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET coupled = excluded.coupled`,
      )
      .run(id, item, url, coupled ? 1 : 0);
  }

  forgetColumn({ id }: Pick<KeptLmsCourse, 'id'>, url: string): void {
    this.#run('DELETE FROM lms_columns WHERE course = ? AND url = ?', id, url);
  }

  /** Our private keys, as JSON Web Keys, newest first. */
  keys(): { id: string; jwk: string; at: string }[] {
    const rows = this.#database.prepare('SELECT id, private AS jwk, at FROM lms_keys ORDER BY at DESC');
    return rows.all() as { id: string; jwk: string; at: string }[];
  }

  addKey(id: string, jwk: string): void {
    this.#run(
      'INSERT INTO lms_keys (id, private, at) VALUES (?, ?, ?)',
      ...[id, jwk, new Date().toISOString()],
    );
  }

  forgetKey(id: string): void {
    this.#run('DELETE FROM lms_keys WHERE id = ?', id);
  }

  #lms(where: string, ...values: string[]): KeptLms[] {
    const rows = this.#database.prepare(`SELECT ${LMS} FROM lms WHERE ${where} ORDER BY name, id`);
    return rows.all(...values).map(readLms);
  }

  #courses(where: string, ...values: string[]): KeptLmsCourse[] {
    const rows = this.#database.prepare(`SELECT ${COURSE} FROM lms_courses WHERE ${where} ORDER BY rowid`);
    return rows.all(...values).map((row) => ({
      ...(row as unknown as KeptLmsCourse),
      services: JSON.parse(String(row.services)) as CourseServices,
    }));
  }

  #run(sql: string, ...values: string[]): void {
    this.#database.prepare(sql).run(...values);
  }
}

/** The issuer of an LMS's accounts (store/accounts.ts). It is no address, so that no provider of sign-in can speak for an LMS's users, nor one LMS for another's. */
export const issuerOf = ({ id }: Pick<KeptLms, 'id'>): string => `lms:${id}`;

/** Whether the issuer is an LMS. */
export const isLms = (issuer: string): boolean => issuer.startsWith('lms:');

/** The account of somebody of an LMS. */
export const accountOf = (lms: Pick<KeptLms, 'id'>, subject: string): Account => ({
  issuer: issuerOf(lms),
  subject,
});

const valuesOf = (entry: LmsEntry) => [
  ...[entry.name, entry.site, entry.issuer, entry.clientId, JSON.stringify(entry.deployments)],
  ...[entry.authUrl, entry.tokenUrl, entry.keysUrl, entry.audience],
];

const readLms = (row: Record<string, unknown>): KeptLms => ({
  ...(row as unknown as KeptLms),
  deployments: JSON.parse(String(row.deployments)) as string[],
});
