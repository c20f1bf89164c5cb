import type { DatabaseSync } from 'node:sqlite';

/** A learner's way in for ssh. */
export interface KeptDoor {
  learner: string;
  /** null once another learner has it. */
  port: number | null;
  /** A private key: PKCS #8 in PEM. */
  hostKey: string;
  isOpen: boolean;
}

/** A public key that lets a learner in. */
export interface KeptSshKey {
  /** As ssh-keygen -l shows it. */
  fingerprint: string;
  /** Algorithm and key in Base64. */
  key: string;
  comment: string;
  addedAt: string;
}

interface DoorRow extends Omit<KeptDoor, 'isOpen'> {
  isOpen: number;
}

/** Learners' ways in for ssh, and their keys. */
export class SshStore {
  readonly #doors;
  readonly #door;
  readonly #put;
  readonly #takeBack;
  readonly #close;
  readonly #keys;
  readonly #addKey;
  readonly #removeKey;

  constructor(database: DatabaseSync) {
    const columns = 'learner, port, host_key AS hostKey, open AS isOpen';
    this.#doors = database.prepare(`SELECT ${columns} FROM ssh_doors ORDER BY open, opened_at`);
    this.#door = database.prepare(`SELECT ${columns} FROM ssh_doors WHERE learner = ?`);
    this.#put = database.prepare(
      `INSERT INTO ssh_doors (learner, port, host_key, open, opened_at) VALUES (?1, ?2, ?3, 1, ?4)
       ON CONFLICT (learner) DO UPDATE SET port = ?2, open = 1, opened_at = ?4`,
    );
    this.#takeBack = database.prepare('UPDATE ssh_doors SET port = NULL WHERE port = ? AND open = 0');
    this.#close = database.prepare('UPDATE ssh_doors SET open = 0 WHERE learner = ?');
    this.#keys = database.prepare(
      'SELECT fingerprint, key, comment, added_at AS addedAt FROM ssh_keys WHERE learner = ? ORDER BY added_at',
    );
    this.#addKey = database.prepare(
      `INSERT INTO ssh_keys (learner, fingerprint, key, comment, added_at) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT DO UPDATE SET comment = ?4`,
    );
    this.#removeKey = database.prepare('DELETE FROM ssh_keys WHERE learner = ? AND fingerprint = ?');
  }

  /** All that there are, those that have been closed for longest first. */
  doors(): KeptDoor[] {
    return (this.#doors.all() as unknown as DoorRow[]).map(doorOf);
  }

  door(learner: string): KeptDoor | undefined {
    const row = this.#door.get(learner) as DoorRow | undefined;
    return row && doorOf(row);
  }

  /** Opens a learner's door at this port, which no other open one may have. The key of a door that was there stays. */
  open(learner: string, port: number, hostKey: string): void {
    this.#takeBack.run(port);
    this.#put.run(learner, port, hostKey, new Date().toISOString());
  }

  close(learner: string): void {
    this.#close.run(learner);
  }

  keys(learner: string): KeptSshKey[] {
    return this.#keys.all(learner) as unknown as KeptSshKey[];
  }

  addKey(learner: string, { fingerprint, key, comment }: Omit<KeptSshKey, 'addedAt'>): void {
    this.#addKey.run(learner, fingerprint, key, comment, new Date().toISOString());
  }

  removeKey(learner: string, fingerprint: string): void {
    this.#removeKey.run(learner, fingerprint);
  }
}

const doorOf = ({ isOpen, ...door }: DoorRow): KeptDoor => ({ ...door, isOpen: isOpen === 1 });
