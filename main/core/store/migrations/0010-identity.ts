import type { Migration } from './index.js'

export const migration0010: Migration = {
  version: 10,
  up(db) {
    db.exec('')
  },
}
