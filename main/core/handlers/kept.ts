import type { Store } from '../store/store.js'
import type { Context } from './context.js'

/** Something a handler keeps in memory for as long as the store is open: made at the first use, one per store. */
export function kept<T>(make: (context: Context) => T): (context: Context) => T {
  const made = new WeakMap<Store, T>()
  return (context) => {
    let found = made.get(context.store)
    if (found === undefined) {
      found = make(context)
      made.set(context.store, found)
    }
    return found
  }
}
