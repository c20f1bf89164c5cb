-- A course of an LMS may link to several courses of this lab server, and has a class for each. Tables are made anew, since SQLite changes no UNIQUE.
CREATE TABLE new_lms_courses (
  id TEXT PRIMARY KEY,
  lms TEXT NOT NULL REFERENCES lms (id),
  deployment TEXT NOT NULL,
  context TEXT NOT NULL,
  title TEXT NOT NULL,
  class TEXT NOT NULL REFERENCES classes (id),
  -- Those that we make: exercises, total, none.
  columns TEXT NOT NULL,
  -- JSON: where its services are and what of them we may use.
  services TEXT NOT NULL,
  UNIQUE (lms, deployment, context, class)
) STRICT;
CREATE TABLE new_lms_columns (
  course TEXT NOT NULL REFERENCES new_lms_courses (id),
  item TEXT NOT NULL,
  url TEXT NOT NULL,
  -- 1: the LMS made it, for a link.
  coupled INTEGER NOT NULL,
  PRIMARY KEY (course, item, url)
) STRICT;
CREATE TABLE new_lms_scores (
  course TEXT NOT NULL REFERENCES new_lms_courses (id),
  item TEXT NOT NULL,
  learner TEXT NOT NULL REFERENCES learners (id),
  -- JSON: what is sent.
  score TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  why TEXT,
  detail TEXT NOT NULL,
  -- ms since 1970.
  next_at INTEGER NOT NULL,
  PRIMARY KEY (course, item, learner)
) STRICT;
INSERT INTO new_lms_courses SELECT id, lms, deployment, context, title, class, columns, services FROM lms_courses ORDER BY rowid;
INSERT INTO new_lms_columns SELECT course, item, url, coupled FROM lms_columns;
INSERT INTO new_lms_scores SELECT course, item, learner, score, at, state, tries, why, detail, next_at FROM lms_scores;
DROP TABLE lms_scores;
DROP TABLE lms_columns;
DROP TABLE lms_courses;
-- What refers to a table goes by its new name, too.
ALTER TABLE new_lms_courses RENAME TO lms_courses;
ALTER TABLE new_lms_columns RENAME TO lms_columns;
ALTER TABLE new_lms_scores RENAME TO lms_scores;
CREATE INDEX lms_courses_by_class ON lms_courses (class);
CREATE INDEX lms_scores_by_learner ON lms_scores (learner);
CREATE INDEX lms_scores_waiting ON lms_scores (next_at) WHERE state = 'waiting';
