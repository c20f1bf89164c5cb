CREATE TABLE instructors (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  -- argon2id, as a PHC string; null: signs in by one-time links only.
  password TEXT,
  operator INTEGER NOT NULL CHECK (operator IN (0, 1)),
  created_at TEXT NOT NULL
) STRICT;

-- Of tokens only their SHA-256 is kept: who reads this file can't sign in with it.
CREATE TABLE sign_in_links (
  digest TEXT PRIMARY KEY,
  instructor TEXT NOT NULL REFERENCES instructors (id),
  expires_at TEXT NOT NULL
) STRICT;
CREATE TABLE desk_sessions (
  digest TEXT PRIMARY KEY,
  instructor TEXT NOT NULL REFERENCES instructors (id),
  expires_at TEXT NOT NULL
) STRICT;

-- settings and live are JSON (protocol/class.ts, protocol/desk/class.ts).
CREATE TABLE classes (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  code TEXT NOT NULL UNIQUE,
  settings TEXT NOT NULL,
  live TEXT NOT NULL,
  created_at TEXT NOT NULL,
  archived_at TEXT
) STRICT;
CREATE TABLE class_instructors (
  class TEXT NOT NULL REFERENCES classes (id),
  instructor TEXT NOT NULL REFERENCES instructors (id),
  PRIMARY KEY (class, instructor)
) STRICT;

-- A learner without a class studies alone. joined_at of one who is only listed is when they were.
ALTER TABLE learners ADD COLUMN class TEXT REFERENCES classes (id);
ALTER TABLE learners ADD COLUMN state TEXT NOT NULL DEFAULT 'active'
  CHECK (state IN ('listed', 'waiting', 'active', 'removed', 'merged'));
ALTER TABLE learners ADD COLUMN personal_code TEXT;
ALTER TABLE learners ADD COLUMN external_id TEXT;
ALTER TABLE learners ADD COLUMN merged_into TEXT REFERENCES learners (id);
CREATE INDEX learners_of_class ON learners (class);

-- Written to, never changed: only the erasing of a learner takes out what was said of them.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  class TEXT REFERENCES classes (id),
  -- An instructor's id; null: the lab server, or a learner.
  instructor TEXT REFERENCES instructors (id),
  -- A learner's id, of whom there may be nothing else left.
  learner TEXT,
  action TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL
) STRICT;
CREATE INDEX audit_of_class ON audit (class, id);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
WHEN NEW.before <> 'null' OR NEW.after <> 'null' OR NEW.id <> OLD.id OR NEW.at <> OLD.at OR NEW.action <> OLD.action
  OR NEW.class IS NOT OLD.class OR NEW.instructor IS NOT OLD.instructor OR NEW.learner IS NOT OLD.learner
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is not changed');
END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is not deleted');
END;

CREATE TABLE hands (
  learner TEXT PRIMARY KEY REFERENCES learners (id),
  about TEXT,
  raised_at TEXT NOT NULL
) STRICT;
CREATE TABLE messages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  class TEXT NOT NULL REFERENCES classes (id),
  instructor TEXT NOT NULL REFERENCES instructors (id),
  text TEXT NOT NULL,
  command TEXT,
  to_all INTEGER NOT NULL CHECK (to_all IN (0, 1)),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX messages_of_class ON messages (class, id);
CREATE TABLE message_learners (
  message INTEGER NOT NULL REFERENCES messages (id),
  learner TEXT NOT NULL REFERENCES learners (id),
  PRIMARY KEY (message, learner)
) STRICT;
