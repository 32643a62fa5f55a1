import type { Migration } from './index.js'

/**
 * Code lists a clinic imports. A list's rows have keys of a range of their own, in the order they are offered, so that a
 * list is taken in beside the one in use and takes its place at a stroke.
 */
export const migration0004: Migration = {
  version: 4,
  up(db) {
    db.exec(`
      CREATE TABLE code_list (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        system TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('loading', 'current', 'leaving')),
        edition TEXT NOT NULL,
        file TEXT,
        loaded_at TEXT NOT NULL,
        loaded_by TEXT,
        codes INTEGER NOT NULL,
        retired INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE code (
        key INTEGER PRIMARY KEY,
        code TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('usable', 'category', 'retired')),
        title TEXT NOT NULL,
        names TEXT NOT NULL,
        words TEXT NOT NULL,
        content TEXT
      ) STRICT;
      CREATE INDEX code_code ON code (code, key);
      CREATE VIRTUAL TABLE code_words USING fts5(
        words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4', tokenize='ascii'
      );
      CREATE TABLE code_word (
        list INTEGER NOT NULL,
        word TEXT NOT NULL,
        PRIMARY KEY (list, word)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
