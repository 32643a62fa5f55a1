import { all, run } from '../store/statement.js'
import type { Store } from '../store/store.js'
import { allEntries, type Entry } from './entry.js'
import { Order } from './order.js'

/** Remembers which entries changed, whoever changed them; nothing of it is written to the disk. */
const watchSql = `
  CREATE TEMP TABLE IF NOT EXISTS outbox_moved (seq INTEGER PRIMARY KEY);
  CREATE TEMP TRIGGER IF NOT EXISTS outbox_came AFTER INSERT ON main.outbox
    BEGIN INSERT OR IGNORE INTO outbox_moved VALUES (NEW.seq); END;
  CREATE TEMP TRIGGER IF NOT EXISTS outbox_altered AFTER UPDATE ON main.outbox
    BEGIN INSERT OR IGNORE INTO outbox_moved VALUES (NEW.seq); END;
  CREATE TEMP TRIGGER IF NOT EXISTS outbox_left AFTER DELETE ON main.outbox
    BEGIN INSERT OR IGNORE INTO outbox_moved VALUES (OLD.seq); END;`

/** The outbox in memory, kept in step with the table at the cost of what changed, however much waits. */
export class Queue {
  readonly #store: Store
  readonly #order: Order

  constructor(store: Store) {
    this.#store = store
    store.db.exec(watchSql)
    this.#order = new Order(store, allEntries(store.db))
    run(store.db, 'DELETE FROM outbox_moved')
  }

  /** As of now. */
  order(): Order {
    const { db } = this.#store
    const moved = all<{ moved: number } & Entry>(
      db,
      'SELECT m.seq AS moved, o.* FROM outbox_moved m LEFT JOIN outbox o ON o.seq = m.seq ORDER BY m.seq',
    )
    if (moved.length === 0) return this.#order
    for (const { moved: seq, ...entry } of moved) {
      if (entry.seq === null) this.#order.drop(seq)
      else this.#order.put(entry)
    }
    run(db, 'DELETE FROM outbox_moved')
    return this.#order
  }
}
