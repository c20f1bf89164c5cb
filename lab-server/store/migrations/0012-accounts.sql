-- Who the accounts of the school's sign-in are here. An account is known by its provider (issuer) and what that calls it (subject).
CREATE TABLE instructor_accounts (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  instructor TEXT NOT NULL REFERENCES instructors (id),
  PRIMARY KEY (issuer, subject)
) STRICT;
-- One account may be a learner of several classes.
CREATE TABLE learner_accounts (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  learner TEXT NOT NULL REFERENCES learners (id),
  PRIMARY KEY (issuer, subject, learner)
) STRICT;
CREATE INDEX learner_accounts_by_learner ON learner_accounts (learner);
