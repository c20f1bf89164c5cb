import type { DatabaseSync } from 'node:sqlite';
import { ClassSettings } from '../../protocol/class.ts';
import { type ClassSummary, Live } from '../../protocol/desk/class.ts';
import { newId } from './ids.ts';

export interface KeptClass {
  id: string;
  name: string;
  /** For good. */
  course: string;
  code: string;
  settings: ClassSettings;
  live: Live;
  createdAt: string;
  archivedAt: string | null;
}

const COLUMNS = 'id, name, course, code, settings, live, created_at AS createdAt, archived_at AS archivedAt';

/** Classes, and the instructors they belong to. */
export class Classes {
  readonly #database: DatabaseSync;
  readonly #byCode;
  readonly #byId;
  readonly #isOf;

  readonly #onRights: () => void;

  /** @param onRights called when somebody loses a right. */
  constructor(database: DatabaseSync, onRights: () => void = () => {}) {
    this.#database = database;
    this.#onRights = onRights;
    this.#byCode = database.prepare(`SELECT ${COLUMNS} FROM classes WHERE code = ? AND archived_at IS NULL`);
    this.#byId = database.prepare(`SELECT ${COLUMNS} FROM classes WHERE id = ?`);
    this.#isOf = database.prepare('SELECT 1 FROM class_instructors WHERE class = ? AND instructor = ?');
  }

  /** @param instructor whose it is; undefined for a class that an LMS has made and no instructor has come to yet. */
  add(name: string, code: string, course: string, instructor: string | undefined): KeptClass {
    const id = newId('c');
    const [settings, live] = [ClassSettings.parse({}), Live.parse({ paused: false, timer: null })];
    this.#database
      .prepare(
        'INSERT INTO classes (id, name, course, code, settings, live, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(id, name, course, code, JSON.stringify(settings), JSON.stringify(live), new Date().toISOString());
    if (instructor !== undefined) this.setInstructor(id, instructor, true);
    return this.find(id) as KeptClass;
  }

  find(id: string): KeptClass | undefined {
    return read(this.#byId.get(id));
  }

  /** The class, if it is not archived. */
  withCode(code: string): KeptClass | undefined {
    return read(this.#byCode.get(code));
  }

  /** Whether any class has this code, archived or not. */
  hasCode(code: string): boolean {
    return this.#database.prepare('SELECT 1 FROM classes WHERE code = ?').get(code) !== undefined;
  }

  isOf(id: string, instructor: string): boolean {
    return this.#isOf.get(id, instructor) !== undefined;
  }

  /** Newest first. */
  of(instructor: string): ClassSummary[] {
    const rows = this.#database
      .prepare(
        `SELECT id, name, course, code, created_at AS createdAt, archived_at AS archivedAt,
           (SELECT count(*) FROM learners WHERE learners.class = classes.id AND state = 'active') AS learners,
           (SELECT count(*) FROM learners WHERE learners.class = classes.id AND state = 'waiting') AS waiting
         FROM classes JOIN class_instructors ON class_instructors.class = id
         WHERE instructor = ? ORDER BY created_at DESC, id`,
      )
      .all(instructor);
    return rows as unknown as ClassSummary[];
  }

  /** Oldest first. */
  all(): KeptClass[] {
    const rows = this.#database.prepare(`SELECT ${COLUMNS} FROM classes ORDER BY created_at, id`).all();
    return rows.map((row) => read(row) as KeptClass);
  }

  /** The classes that are not archived, oldest first. */
  open(): KeptClass[] {
    return this.all().filter(({ archivedAt }) => archivedAt === null);
  }

  change({ id, name, code, settings, live, archivedAt }: KeptClass): void {
    this.#database
      .prepare('UPDATE classes SET name = ?, code = ?, settings = ?, live = ?, archived_at = ? WHERE id = ?')
      .run(name, code, JSON.stringify(settings), JSON.stringify(live), archivedAt, id);
    this.#onRights();
  }

  instructorsOf(id: string): string[] {
    const rows = this.#database.prepare('SELECT instructor FROM class_instructors WHERE class = ?').all(id);
    return rows.map(({ instructor }) => String(instructor));
  }

  setInstructor(id: string, instructor: string, isMember: boolean): void {
    const sql = isMember
      ? 'INSERT INTO class_instructors (class, instructor) VALUES (?, ?) ON CONFLICT DO NOTHING'
      : 'DELETE FROM class_instructors WHERE class = ? AND instructor = ?';
    this.#database.prepare(sql).run(id, instructor);
    this.#onRights();
  }
}

function read(row: Record<string, unknown> | undefined): KeptClass | undefined {
  if (!row) return undefined;
  const settings = ClassSettings.parse(JSON.parse(String(row.settings)));
  const live = Live.parse(JSON.parse(String(row.live)));
  return { ...(row as unknown as KeptClass), settings, live };
}
