import type { Migration } from './index.js'

/** Reports by when they were issued: those nobody has been given are looked for after each change. */
export const migration0011: Migration = {
  version: 11,
  up(db) {
    db.exec('CREATE INDEX report_issued ON report (issued)')
  },
}
