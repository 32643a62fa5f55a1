import type { Migration } from './index.js'

export const migration0011: Migration = {
  version: 11,
  up(db) {
    db.exec('')
  },
}
