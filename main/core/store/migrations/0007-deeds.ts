import type { Migration } from './index.js'

/**
 * What each key press of the inbox did, so that it can be taken back; until when a change waits here and under whose claim
 * it leaves; what somebody is writing and has not sent; and which news of the desktop somebody has had.
 */
export const migration0007: Migration = {
  version: 7,
  up(db) {
    db.exec(`
      ALTER TABLE outbox ADD COLUMN deed TEXT;
      ALTER TABLE outbox ADD COLUMN hold_until TEXT;
      ALTER TABLE outbox ADD COLUMN guard TEXT;
      ALTER TABLE outbox ADD COLUMN lost TEXT;
      CREATE INDEX outbox_guard ON outbox (guard) WHERE guard IS NOT NULL;

      CREATE TABLE deed (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        who TEXT NOT NULL,
        at TEXT NOT NULL,
        words TEXT NOT NULL,
        task TEXT,
        patient TEXT,
        drafts TEXT,
        undoes TEXT,
        undone_by TEXT
      ) STRICT;
      CREATE INDEX deed_who ON deed (who, seq);

      CREATE TABLE deed_part (
        deed TEXT NOT NULL,
        number INTEGER NOT NULL,
        type TEXT NOT NULL,
        resource TEXT NOT NULL,
        patient TEXT,
        outward INTEGER NOT NULL,
        guard TEXT,
        before TEXT,
        base TEXT,
        entry TEXT,
        after TEXT,
        PRIMARY KEY (deed, type, resource)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX deed_part_patient ON deed_part (patient);

      CREATE TABLE work_draft (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        task TEXT NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        text TEXT NOT NULL,
        data TEXT,
        at TEXT NOT NULL,
        UNIQUE (task, who, what)
      ) STRICT;

      CREATE TABLE notify_seen (
        who TEXT NOT NULL,
        id TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (who, id)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
