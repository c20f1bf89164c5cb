CREATE TABLE notes (
  learner TEXT NOT NULL REFERENCES learners (id),
  chapter TEXT NOT NULL,
  text TEXT NOT NULL,
  changed TEXT NOT NULL,
  PRIMARY KEY (learner, chapter)
) STRICT;
