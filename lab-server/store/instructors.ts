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

/** Instructors, their one-time links, and their sessions. */
export class Instructors {
  readonly #database: DatabaseSync;
  readonly #onRights: () => void;

  /** @param onRights called when somebody loses a right. */
  constructor(database: DatabaseSync, onRights: () => void = () => {}) {
    this.#database = database;
    this.#onRights = onRights;
  }

  list(): KeptInstructor[] {
    return this.#database.prepare(`SELECT ${COLUMNS} FROM instructors ORDER BY name`).all().map(read);
  }

  find(id: string): KeptInstructor | undefined {
    return this.#one('id = ?', id);
  }

  /** Finds an instructor by name, in capital or small letters. */
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

  /** A token that signs this instructor in once, within so many ms: a day, if nothing is said. */
  newLink(instructor: string, lifetime = LINK_LIFETIME): { token: string; expiresAt: string } {
    return this.#issue('sign_in_links', instructor, lifetime);
  }

  /** The instructor whose token it is. The token is used up then. */
  useLink(token: string): KeptInstructor | undefined {
    const used = this.#database
      .prepare('DELETE FROM sign_in_links WHERE digest = ? RETURNING instructor, expires_at AS expiresAt')
      .get(sessionIdOf(token)) as { instructor: string; expiresAt: string } | undefined;
    return used && used.expiresAt > new Date().toISOString() ? this.find(used.instructor) : undefined;
  }

  /**
   * Signs in. Each time there is a new token, so that nobody can plant an older one on somebody.
   * @param key of the browser that the token is for. The token is good only together with it.
   */
  beginSession(instructor: string, key = ''): string {
    return this.#issue('desk_sessions', instructor, SESSION_LIFETIME, key).token;
  }

  /** @param session as sessionIdOf gives */
  ofSession(session: string): KeptInstructor | undefined {
    const found = this.#database
      .prepare('SELECT instructor FROM desk_sessions WHERE digest = ? AND expires_at > ?')
      .get(session, new Date().toISOString());
    return found && this.find(String(found.instructor));
  }

  endSession(session: string): void {
    this.#database.prepare('DELETE FROM desk_sessions WHERE digest = ?').run(session);
    this.#onRights();
  }

  /** Signs the instructor out everywhere but in this session, and makes links void: after a change of password. */
  endOtherSessions(instructor: string, session: string): void {
    this.#database
      .prepare('DELETE FROM desk_sessions WHERE instructor = ? AND digest <> ?')
      .run(instructor, session);
    this.#database.prepare('DELETE FROM sign_in_links WHERE instructor = ?').run(instructor);
    this.#onRights();
  }

  #issue(table: 'sign_in_links' | 'desk_sessions', instructor: string, lifetime: number, key = '') {
    const token = randomBytes(24).toString('base64url');
    const now = Date.now();
    const expiresAt = new Date(now + lifetime).toISOString();
    this.#database.prepare(`DELETE FROM ${table} WHERE expires_at <= ?`).run(new Date(now).toISOString());
    this.#database
      .prepare(`INSERT INTO ${table} (digest, instructor, expires_at) VALUES (?, ?, ?)`)
      .run(sessionIdOf(token, key), instructor, expiresAt);
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

/** The stored form of a token and of the key of its browser. Nobody can sign in with it. */
export const sessionIdOf = (token: string, key = ''): string =>
  createHash('sha256')
    .update(JSON.stringify([token, key]))
    .digest('hex');
