import type { Migration } from './index.js'

/** Which of a patient's messages an answer or a finished task was about, as JSON of local ids; null where only time tells. */
export const migration0012: Migration = {
  version: 12,
  up(db) {
    db.exec(`
      ALTER TABLE message ADD COLUMN named TEXT;
      ALTER TABLE task ADD COLUMN named TEXT;
    `)
  },
}
