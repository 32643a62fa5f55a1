import type { Migration } from './index.js'

/** What of the inbox people show often, under names of their own. */
export const migration0011: Migration = {
  version: 11,
  up(db) {
    db.exec(`
      CREATE TABLE saved_view (
        id TEXT PRIMARY KEY,
        owner TEXT,
        title TEXT NOT NULL,
        look TEXT NOT NULL
      ) STRICT;
      CREATE INDEX saved_view_owner ON saved_view (owner);
    `)
  },
}
