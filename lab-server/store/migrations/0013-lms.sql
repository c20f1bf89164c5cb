-- The learning management systems that are connected (LTI 1.3). An account of one is known by lms:ID and what the LMS calls it; see learner_accounts.
CREATE TABLE lms (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  site TEXT NOT NULL,
  issuer TEXT NOT NULL,
  client_id TEXT NOT NULL,
  -- JSON: the deployments that are let in; [] for all.
  deployments TEXT NOT NULL,
  auth_url TEXT NOT NULL,
  token_url TEXT NOT NULL,
  keys_url TEXT NOT NULL,
  -- NULL: token_url.
  audience TEXT,
  came_at TEXT,
  UNIQUE (issuer, client_id)
) STRICT;
-- Their courses: a context of LTI. Each has a class.
CREATE TABLE lms_courses (
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
  UNIQUE (lms, deployment, context)
) STRICT;
CREATE INDEX lms_courses_by_class ON lms_courses (class);
-- Columns of its gradebook that are known. item: exercise/ID, chapter/SLUG, or course. Several links to one item have a column each.
CREATE TABLE lms_columns (
  course TEXT NOT NULL REFERENCES lms_courses (id),
  item TEXT NOT NULL,
  url TEXT NOT NULL,
  -- 1: the LMS made it, for a link.
  coupled INTEGER NOT NULL,
  PRIMARY KEY (course, item, url)
) STRICT;
-- Points on their way to an LMS: of each learner and column the latest, and nothing before it.
CREATE TABLE lms_scores (
  course TEXT NOT NULL REFERENCES lms_courses (id),
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
CREATE INDEX lms_scores_by_learner ON lms_scores (learner);
CREATE INDEX lms_scores_waiting ON lms_scores (next_at) WHERE state = 'waiting';
-- Our keys, newest last.
CREATE TABLE lms_keys (
  id TEXT PRIMARY KEY,
  -- JSON: a JWK.
  private TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
