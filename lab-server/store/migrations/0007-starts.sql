-- That the beginning of an exercise was made on the learner's host; gone with that host.
CREATE TABLE starts (
  learner TEXT NOT NULL REFERENCES learners (id),
  exercise TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (learner, exercise)
) STRICT;
