-- An instructor may agree in part.
ALTER TABLE dispute_answers RENAME TO old_dispute_answers;
CREATE TABLE dispute_answers (
  attempt INTEGER PRIMARY KEY REFERENCES disputes (attempt),
  state TEXT NOT NULL CHECK (state IN ('accepted', 'partly', 'rejected')),
  comment TEXT NOT NULL,
  instructor TEXT NOT NULL REFERENCES instructors (id),
  at TEXT NOT NULL
) STRICT;
INSERT INTO dispute_answers SELECT * FROM old_dispute_answers;
DROP TABLE old_dispute_answers;
