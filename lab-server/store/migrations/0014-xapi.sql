-- Statements on their way to a learning record store (xAPI), in their order.
CREATE TABLE xapi_statements (
  number INTEGER PRIMARY KEY,
  -- A UUID, by which the store knows a repeated statement.
  id TEXT NOT NULL UNIQUE,
  learner TEXT NOT NULL REFERENCES learners (id),
  -- JSON, without id and actor.
  statement TEXT NOT NULL
) STRICT;
CREATE INDEX xapi_statements_by_learner ON xapi_statements (learner);
-- The points of which it was told last, or which were there before anything was told.
CREATE TABLE xapi_told (
  learner TEXT NOT NULL REFERENCES learners (id),
  exercise TEXT NOT NULL,
  points REAL NOT NULL,
  possible REAL NOT NULL,
  -- 1: that all points were reached, once.
  completed INTEGER NOT NULL,
  PRIMARY KEY (learner, exercise)
) STRICT;
