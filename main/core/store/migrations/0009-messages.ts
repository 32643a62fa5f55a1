import type { Migration } from './index.js'

/**
 * Messages by conversation, filled from the resources; and which of them each person has seen here.
 */
export const migration0009: Migration = {
  version: 9,
  up(db) {
    db.exec(`
      CREATE TABLE message (
        id TEXT PRIMARY KEY,
        root TEXT NOT NULL,
        before TEXT,
        answers TEXT,
        patient TEXT,
        kind TEXT NOT NULL CHECK (kind IN ('patient', 'team', 'contact')),
        from_patient INTEGER NOT NULL,
        sender TEXT,
        sender_name TEXT,
        at TEXT NOT NULL,
        topic TEXT,
        words TEXT NOT NULL,
        attachments INTEGER NOT NULL,
        told INTEGER NOT NULL,
        shown INTEGER NOT NULL,
        waits INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX message_root ON message (root, at);
      CREATE INDEX message_patient ON message (patient, at);
      CREATE INDEX message_waits ON message (at) WHERE waits = 1;
      CREATE INDEX message_at ON message (kind, from_patient, at);

      CREATE TABLE message_to (
        message TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (message, who)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE message_read (
        message TEXT NOT NULL,
        who TEXT NOT NULL,
        PRIMARY KEY (message, who)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
