import type { Migration } from './index.js'

/**
 * Dot phrases and templates: what lists need of them; how often each person used which for what; and what somebody is
 * writing and has not saved. A store that has had its first pull brings the clinic's phrases after it.
 */
export const migration0005: Migration = {
  version: 5,
  up(db) {
    db.exec(`
      CREATE TABLE phrase (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        title TEXT NOT NULL,
        scope TEXT NOT NULL CHECK (scope IN ('personal', 'team', 'clinic')),
        owner TEXT,
        retired INTEGER NOT NULL,
        version INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX phrase_owner ON phrase (scope, owner);

      CREATE TABLE phrase_use (
        who TEXT NOT NULL,
        phrase TEXT NOT NULL,
        reason TEXT NOT NULL,
        times INTEGER NOT NULL,
        last TEXT NOT NULL,
        PRIMARY KEY (who, phrase, reason)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE phrase_draft (
        who TEXT NOT NULL,
        phrase TEXT NOT NULL,
        at TEXT NOT NULL,
        begun INTEGER NOT NULL,
        fields TEXT NOT NULL,
        PRIMARY KEY (who, phrase)
      ) STRICT;

      INSERT INTO pull_cursor (type, watermark, first_done, next)
        SELECT 'Library', watermark, 1, NULL FROM pull_cursor
        WHERE type = 'Organization' AND EXISTS (SELECT 1 FROM setting WHERE key = 'first-pull.done');
      INSERT INTO setting (key, value)
        SELECT 'first-pull.left', '["Library"]' WHERE EXISTS (SELECT 1 FROM pull_cursor WHERE type = 'Library')
        ON CONFLICT (key) DO UPDATE SET value = json_insert(value, '$[#]', 'Library');
    `)
  },
}
