import type { Migration } from './index.js'

/**
 * Results that are held for a person, because something about them points to somebody else than the patient they refer to:
 * the reports, the values in them, and what has to arrive or change for a report to be judged anew.
 */
export const migration0010: Migration = {
  version: 10,
  up(db) {
    db.exec(`
      CREATE TABLE held_report (
        id TEXT PRIMARY KEY,
        reasons TEXT NOT NULL,
        people TEXT NOT NULL,
        issued TEXT,
        deciding INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE held_value (
        observation TEXT NOT NULL,
        report TEXT NOT NULL,
        PRIMARY KEY (observation, report)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX held_value_report ON held_value (report);

      CREATE TABLE held_part (
        part TEXT NOT NULL,
        report TEXT NOT NULL,
        PRIMARY KEY (part, report)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX held_part_report ON held_part (report);

      CREATE INDEX specimen_accession ON specimen (accession) WHERE accession IS NOT NULL;
    `)
  },
}
