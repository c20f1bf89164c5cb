-- Hints that an instructor gave: they are among those opened, and take nothing.
ALTER TABLE opened_hints ADD COLUMN given INTEGER NOT NULL DEFAULT 0 CHECK (given BETWEEN 0 AND opened);

-- What an instructor reset. What is void counts no more, as long as the reset is not undone.
CREATE TABLE resets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  class TEXT NOT NULL REFERENCES classes (id),
  instructor TEXT NOT NULL REFERENCES instructors (id),
  at TEXT NOT NULL,
  undone_at TEXT
) STRICT;
CREATE TABLE void_attempts (
  reset INTEGER NOT NULL REFERENCES resets (id),
  attempt INTEGER NOT NULL REFERENCES attempts (id),
  PRIMARY KEY (reset, attempt)
) STRICT;
CREATE INDEX void_attempts_by_attempt ON void_attempts (attempt);
CREATE TABLE reset_hints (
  reset INTEGER NOT NULL REFERENCES resets (id),
  learner TEXT NOT NULL REFERENCES learners (id),
  exercise TEXT NOT NULL,
  opened INTEGER NOT NULL,
  given INTEGER NOT NULL,
  PRIMARY KEY (reset, learner, exercise)
) STRICT;
CREATE TABLE reset_notes (
  reset INTEGER NOT NULL REFERENCES resets (id),
  learner TEXT NOT NULL REFERENCES learners (id),
  chapter TEXT NOT NULL,
  text TEXT NOT NULL,
  changed TEXT NOT NULL,
  PRIMARY KEY (reset, learner, chapter)
) STRICT;

-- What instructors decided. Each has only ever rows added; the newest stands.
CREATE TABLE overrides (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  learner TEXT NOT NULL REFERENCES learners (id),
  exercise TEXT NOT NULL,
  -- null takes the one before back.
  points REAL,
  comment TEXT NOT NULL,
  instructor TEXT NOT NULL REFERENCES instructors (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX overrides_of_learner ON overrides (learner, exercise, id);
CREATE TABLE rechecks (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  attempt INTEGER NOT NULL REFERENCES attempts (id),
  verdict TEXT NOT NULL,
  points REAL NOT NULL,
  seed TEXT NOT NULL,
  instructor TEXT NOT NULL REFERENCES instructors (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX rechecks_of_attempt ON rechecks (attempt, id);
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  attempt INTEGER NOT NULL REFERENCES attempts (id),
  points REAL NOT NULL,
  comment TEXT NOT NULL,
  instructor TEXT NOT NULL REFERENCES instructors (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_of_attempt ON reviews (attempt, id);
CREATE TABLE dispute_answers (
  attempt INTEGER PRIMARY KEY REFERENCES disputes (attempt),
  state TEXT NOT NULL CHECK (state IN ('accepted', 'rejected')),
  comment TEXT NOT NULL,
  instructor TEXT NOT NULL REFERENCES instructors (id),
  at TEXT NOT NULL
) STRICT;
