import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type PracticeClinic, partCount, practicePart } from './practice-part.js'
import type { Share } from './practice-thread.js'
import type { Batch } from './store/batch.js'

/** The thread's file beside a process's entry file (`import.meta.url`), bundled or as source. */
export const practiceThreadBeside = (entry: string): URL =>
  new URL(`./practice-thread${extname(fileURLToPath(entry))}`, entry)

/** Below this, threads cost more than they save. */
const WORTH_THREADS = 100
const MOST_THREADS = 4
/** Parts each thread makes ahead of the writer; it bounds memory however large the clinic. */
const AHEAD = 2
/** A part lives just long enough to be copied again and again by a collector with less room than it needs. */
const YOUNG_MEGABYTES = 64

/**
 * The practice clinic in batches to load, always in the same order. They are made in threads of their own where the
 * `thread`'s file is known, as it is to a process of the server's own: then making and writing share the cores.
 */
export async function* practiceBatches(clinic: PracticeClinic, thread: URL | undefined): AsyncGenerator<Batch> {
  if (!thread || clinic.patients < WORTH_THREADS || !existsSync(fileURLToPath(thread))) {
    for (let number = 0; number < partCount(clinic); number++) yield practicePart(clinic, number)
    return
  }
  const stride = Math.min(MOST_THREADS, availableParallelism())
  const makers = Array.from({ length: stride }, (_, first) => maker(thread, { clinic, first, stride }))
  try {
    for (let number = 0; number < partCount(clinic); number++) yield await (makers[number % stride] as Maker).next()
  } finally {
    await Promise.all(makers.map((each) => each.stop()))
  }
}

interface Maker {
  /** The next part of its share. */
  next(): Promise<Batch>
  stop(): Promise<unknown>
}

function maker(thread: URL, share: Share): Maker {
  const worker = new Worker(thread, {
    workerData: share,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })
  const made: Batch[] = []
  let failure: Error | undefined
  let wake = () => {}
  worker.on('message', (batch: Batch) => {
    made.push(batch)
    wake()
  })
  worker.on('error', (error: Error) => {
    failure = error
    wake()
  })
  const askForMore = () => worker.postMessage('more')
  for (let i = 0; i < AHEAD; i++) askForMore()
  return {
    async next() {
      while (made.length === 0 && !failure) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (failure) throw failure
      askForMore()
      return made.shift() as Batch
    },
    stop: () => worker.terminate(),
  }
}
