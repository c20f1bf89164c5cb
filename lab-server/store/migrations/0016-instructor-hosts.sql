-- Whose host an instructor's own lab host was made after: a copy of it as it was, or a fresh one of its scenario.
CREATE TABLE instructor_hosts (
  instructor TEXT PRIMARY KEY REFERENCES instructors (id),
  class TEXT NOT NULL REFERENCES classes (id),
  learner TEXT NOT NULL REFERENCES learners (id),
  kind TEXT NOT NULL CHECK (kind IN ('copy', 'fresh')),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX instructor_hosts_by_learner ON instructor_hosts (learner);
