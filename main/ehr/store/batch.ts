import { type Loadable, type Row, rowOf } from './row.js'

const BATCH = 2000

/** Rows of the resources, in batches. */
export function* batchesOf(resources: Iterable<Loadable>): Generator<Row[]> {
  let batch: Row[] = []
  for (const resource of resources) {
    batch.push(rowOf(resource))
    if (batch.length === BATCH) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
