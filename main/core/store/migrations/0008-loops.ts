import type { Migration } from './index.js'

/**
 * Results loops: where each order, and each report nobody here ordered, stands until the patient has been told. Reports by
 * when they were issued: those nobody has been given are looked for after each change.
 */
export const migration0008: Migration = {
  version: 8,
  up(db) {
    db.exec(`
      CREATE TABLE loop (
        id TEXT PRIMARY KEY,
        ordered INTEGER NOT NULL,
        patient TEXT,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        step TEXT NOT NULL,
        since TEXT,
        awaited TEXT,
        expected TEXT,
        task TEXT,
        person TEXT,
        role TEXT,
        weight TEXT NOT NULL,
        leaving INTEGER NOT NULL,
        report TEXT
      ) STRICT;
      CREATE INDEX loop_patient ON loop (patient);
      CREATE INDEX loop_awaited ON loop (expected) WHERE awaited IS NOT NULL;

      CREATE TABLE loop_part (
        whole TEXT NOT NULL,
        part TEXT NOT NULL,
        said_by TEXT NOT NULL,
        PRIMARY KEY (whole, part, said_by)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX loop_part_part ON loop_part (part);
      CREATE INDEX loop_part_said ON loop_part (said_by);

      CREATE INDEX report_issued ON report (issued);
    `)
  },
}
