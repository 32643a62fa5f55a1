import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type Clinic, generateClinic } from './practice/index.js'
import type { FromGenerator, FromLoader } from './practice-thread.js'
import { type Batch, batchesOf } from './store/batch.js'

/** Below this a thread costs more than it saves. */
const WORTH_A_THREAD = 100
/** Batches made ahead of the writer. */
const AHEAD = 4

/**
 * The practice clinic in batches to load, made in a thread of its own where `thread` is there: then generating and
 * writing share two cores. Sources run without a bundler have no such file and make it in this thread.
 */
export function practiceBatches(clinic: Clinic, thread: URL | undefined): AsyncIterable<Batch> | Iterable<Batch> {
  if (!thread || clinic.patients < WORTH_A_THREAD || !existsSync(fileURLToPath(thread))) {
    return batchesOf(generateClinic(clinic))
  }
  return batchesFrom(new Worker(thread, { workerData: clinic }))
}

async function* batchesFrom(worker: Worker): AsyncGenerator<Batch> {
  const made: FromGenerator[] = []
  let failure: Error | undefined
  let wake = () => {}
  const heard = (work: () => void) => {
    work()
    wake()
  }
  worker.on('message', (message: FromGenerator) => heard(() => made.push(message)))
  worker.on('error', (error: Error) => heard(() => (failure = error)))
  const more = () => worker.postMessage('more' satisfies FromLoader)
  for (let i = 0; i < AHEAD; i++) more()
  try {
    for (;;) {
      while (made.length === 0 && !failure) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (failure) throw failure
      const batch = made.shift()
      if (!batch) return
      more()
      yield batch
    }
  } finally {
    await worker.terminate()
  }
}
