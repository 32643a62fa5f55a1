import type { Migration } from './index.js'

export const migration0009: Migration = {
  version: 9,
  up(db) {
    db.exec('')
  },
}
