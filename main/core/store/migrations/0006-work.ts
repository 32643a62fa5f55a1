import type { Migration } from './index.js'

export const migration0006: Migration = {
  version: 6,
  up(db) {
    db.exec('')
  },
}
