-- A learner disagrees with a verdict. What an instructor does about it will stand elsewhere: nothing here is overwritten but the state.
CREATE TABLE disputes (
  attempt INTEGER PRIMARY KEY REFERENCES attempts (id),
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
