import type { Migration } from './index.js'

export const migration0008: Migration = {
  version: 8,
  up(db) {
    db.exec('')
  },
}
