-- The worker that a learner's host is on, and the seed of its scenario.
CREATE TABLE placements (
  learner TEXT PRIMARY KEY REFERENCES learners (id),
  worker TEXT NOT NULL,
  seed TEXT
) STRICT;
