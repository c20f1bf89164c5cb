CREATE TABLE learners (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  joined_at TEXT NOT NULL
) STRICT;

-- answer and verdict are JSON; the verdict is complete, what a learner may see of it is decided when it is read.
CREATE TABLE attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  learner TEXT NOT NULL REFERENCES learners (id),
  exercise TEXT NOT NULL,
  answer TEXT NOT NULL,
  verdict TEXT NOT NULL,
  points REAL NOT NULL,
  seed TEXT NOT NULL,
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX attempts_of_learner ON attempts (learner, exercise, id);

CREATE TABLE opened_hints (
  learner TEXT NOT NULL REFERENCES learners (id),
  exercise TEXT NOT NULL,
  opened INTEGER NOT NULL CHECK (opened > 0),
  PRIMARY KEY (learner, exercise)
) STRICT;
