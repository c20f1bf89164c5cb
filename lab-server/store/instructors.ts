import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { newId } from './ids.ts';

/** How long in ms a one-time link can be used. */
const LINK_LIFETIME = 24 * 3600 * 1000;
/** How long in ms somebody stays signed in. */
export const SESSION_LIFETIME = 30 * 24 * 3600 * 1000;

export interface KeptInstructor {
  id: string;
  name: string;
  /** A PHC string; null: none. */
  password: string | null;
  operator: boolean;
}

const COLUMNS = 'id, name, password, operator';

/** Instructors, their one-time links, and who is signed in. */
export class Instructors {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  list(): KeptInstructor[] {
    return this.#database.prepare(`SELECT ${COLUMNS} FROM instructors ORDER BY name`).all().map(read);
  }

  find(id: string): KeptInstructor | undefined {
    return this.#one('id = ?', id);
  }

  /** However it is spelled in capital and small letters. */
  named(name: string): KeptInstructor | undefined {
    return this.#one('name = ?', name);
  }

  add(name: string, operator: boolean): KeptInstructor {
    const id = newId('i');
    this.#database
      .prepare('INSERT INTO instructors (id, name, operator, created_at) VALUES (?, ?, ?, ?)')
      .run(id, name, Number(operator), new Date().toISOString());
    return { id, name, password: null, operator };
  }

  change(id: string, { name, password }: Pick<KeptInstructor, 'name' | 'password'>): void {
    this.#database
      .prepare('UPDATE instructors SET name = ?, password = ? WHERE id = ?')
      .run(name, password, id);
  }

  /** A token that signs this instructor in once, within a day. */
  newLink(instructor: string): { token: string; expiresAt: string } {
    return this.#issue('sign_in_links', instructor, LINK_LIFETIME);
  }

  /** Whose token it is, which is used up then. */
  useLink(token: string): KeptInstructor | undefined {
    const used = this.#database
      .prepare('DELETE FROM sign_in_links WHERE digest = ? RETURNING instructor, expires_at AS expiresAt')
      .get(digestOf(token)) as { instructor: string; expiresAt: string } | undefined;
    return used && used.expiresAt > new Date().toISOString() ? this.find(used.instructor) : undefined;
  }

  /** Signs in: a new token each time, so that none that was there before can be made somebody's. */
  beginSession(instructor: string): string {
    return this.#issue('desk_sessions', instructor, SESSION_LIFETIME).token;
  }

  ofSession(token: string): KeptInstructor | undefined {
    const session = this.#database
      .prepare('SELECT instructor FROM desk_sessions WHERE digest = ? AND expires_at > ?')
      .get(digestOf(token), new Date().toISOString());
    return session && this.find(String(session.instructor));
  }

  endSession(token: string): void {
    this.#database.prepare('DELETE FROM desk_sessions WHERE digest = ?').run(digestOf(token));
  }

  /** Signs the instructor out everywhere but here, and makes links void: after a change of password. */
  endOtherSessions(instructor: string, token: string): void {
    this.#database
      .prepare('DELETE FROM desk_sessions WHERE instructor = ? AND digest <> ?')
      .run(instructor, digestOf(token));
    this.#database.prepare('DELETE FROM sign_in_links WHERE instructor = ?').run(instructor);
  }

  #issue(table: 'sign_in_links' | 'desk_sessions', instructor: string, lifetime: number) {
    const token = randomBytes(24).toString('base64url');
    const now = Date.now();
    const expiresAt = new Date(now + lifetime).toISOString();
    this.#database.prepare(`DELETE FROM ${table} WHERE expires_at <= ?`).run(new Date(now).toISOString());
    this.#database
      .prepare(`INSERT INTO ${table} (digest, instructor, expires_at) VALUES (?, ?, ?)`)
      .run(digestOf(token), instructor, expiresAt);
    return { token, expiresAt };
  }

  #one(where: string, value: string): KeptInstructor | undefined {
    const row = this.#database.prepare(`SELECT ${COLUMNS} FROM instructors WHERE ${where}`).get(value);
    return row && read(row);
  }
}

const read = (row: Record<string, unknown>): KeptInstructor => ({
  ...(row as unknown as KeptInstructor),
  operator: row.operator === 1,
});

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');
