import type { Migration } from './index.js'

export const migration0007: Migration = {
  version: 7,
  up(db) {
    db.exec('')
  },
}
