import type { Migration } from './index.js'

/** Resources kept whole, who they are on the server, what has not left yet, and who did what. */
export const migration0001: Migration = {
  version: 1,
  up(db) {
    db.exec(`
      CREATE TABLE resource (
        type TEXT NOT NULL,
        id TEXT NOT NULL,
        server_id TEXT,
        version_id TEXT,
        last_updated TEXT,
        patient TEXT,
        json TEXT NOT NULL,
        base TEXT,
        theirs TEXT,
        theirs_deleted INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE UNIQUE INDEX resource_id ON resource (id, type);
      CREATE UNIQUE INDEX resource_server ON resource (type, server_id) WHERE server_id IS NOT NULL;
      CREATE INDEX resource_patient ON resource (patient, type) WHERE patient IS NOT NULL;

      CREATE TABLE identity (
        type TEXT NOT NULL,
        server_id TEXT NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (type, server_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX identity_id ON identity (id);

      CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        type TEXT NOT NULL,
        resource TEXT NOT NULL,
        op TEXT NOT NULL CHECK (op IN ('create', 'update')),
        state TEXT NOT NULL CHECK (state IN ('waiting', 'in-flight', 'parked', 'conflict')),
        patient TEXT,
        author TEXT,
        created_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        next_attempt_at TEXT,
        sent TEXT,
        reason TEXT
      ) STRICT;
      CREATE INDEX outbox_resource ON outbox (resource, type);
      CREATE INDEX outbox_state ON outbox (state, seq);

      CREATE TABLE kept_version (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        type TEXT NOT NULL,
        resource TEXT NOT NULL,
        kept_at TEXT NOT NULL,
        why TEXT NOT NULL,
        author TEXT,
        json TEXT NOT NULL
      ) STRICT;

      CREATE TABLE setting (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE command (
        id TEXT PRIMARY KEY,
        at TEXT NOT NULL,
        result TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX command_at ON command (at);

      CREATE TABLE audit (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT,
        action TEXT NOT NULL,
        type TEXT,
        resource TEXT,
        patient TEXT
      ) STRICT;

      CREATE TABLE pull_cursor (
        type TEXT PRIMARY KEY,
        watermark TEXT,
        first_done INTEGER NOT NULL DEFAULT 0,
        next TEXT
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE held_chart (
        patient TEXT PRIMARY KEY,
        as_of TEXT,
        state TEXT NOT NULL CHECK (state IN ('wanted', 'held')),
        opened_at TEXT,
        pinned INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE note_snapshot (
        note TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        document TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE note_step (
        note TEXT NOT NULL,
        version INTEGER NOT NULL,
        step TEXT NOT NULL,
        at TEXT NOT NULL,
        author TEXT,
        PRIMARY KEY (note, version)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
