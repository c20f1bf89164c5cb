-- What hints took stands beside the points, which stay as the verdict gave them.
ALTER TABLE attempts ADD COLUMN deducted REAL NOT NULL DEFAULT 0 CHECK (deducted >= 0);
