-- A learner's way in for ssh. It is listened on while open is 1; port and key stay, so that the learner's own ssh knows the host again.
CREATE TABLE ssh_doors (
  learner TEXT PRIMARY KEY REFERENCES learners (id),
  -- NULL once another learner has it.
  port INTEGER UNIQUE,
  -- PKCS #8 in PEM.
  host_key TEXT NOT NULL,
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  opened_at TEXT NOT NULL
) STRICT;
-- Public keys that let the learner in.
CREATE TABLE ssh_keys (
  learner TEXT NOT NULL REFERENCES learners (id),
  -- As ssh-keygen -l shows it, such as SHA256:…
  fingerprint TEXT NOT NULL,
  -- Algorithm and key in Base64, as in authorized_keys.
  key TEXT NOT NULL,
  comment TEXT NOT NULL,
  added_at TEXT NOT NULL,
  PRIMARY KEY (learner, fingerprint)
) STRICT;
