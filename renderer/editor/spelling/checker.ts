/** What the dictionary's thread is asked: which of these words are unknown, or what was meant by one. */
export type Question = { id: number; check: readonly string[] } | { id: number; suggest: string }
export interface Answer {
  id: number
  words: string[]
}

/** Tells right words from wrong ones. Words are asked about once; the answers are kept. */
export interface Checker {
  /** Undefined while nobody has asked. */
  verdict(word: string): 'known' | 'unknown' | undefined
  /** Resolves when there is a verdict on each; rejects when the dictionary cannot be asked. */
  check(words: readonly string[]): Promise<void>
  suggest(word: string): Promise<string[]>
}

type Ask = (question: { check: readonly string[] } | { suggest: string }) => Promise<string[]>

/** Twenty notes of all different words; the memory of it is small, and must not grow for weeks. */
const mostKept = 60_000

export function createChecker(ask: Ask): Checker {
  const verdicts = new Map<string, 'known' | 'unknown'>()
  return {
    verdict: (word) => verdicts.get(word),
    check: async (words) => {
      const unknown = new Set(await ask({ check: words }))
      if (verdicts.size > mostKept) verdicts.clear()
      for (const word of words) verdicts.set(word, unknown.has(word) ? 'unknown' : 'known')
    },
    suggest: (word) => ask({ suggest: word }),
  }
}

/** A thread that reads the dictionary and is asked. One that never could read it refuses every question. */
export function startThread(worker: Worker): Ask {
  const waiting = new Map<number, { resolve(words: string[]): void; reject(reason: Error): void }>()
  let last = 0
  let failure: Error | undefined
  let hasRead = false
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    hasRead = true
    waiting.get(data.id)?.resolve(data.words)
    waiting.delete(data.id)
  })
  // No word is right because the dictionary is missing.
  worker.addEventListener('error', () => {
    const reason = new Error('the dictionary could not be asked')
    if (!hasRead) failure = reason
    for (const { reject } of waiting.values()) reject(reason)
    waiting.clear()
  })
  return (question) =>
    new Promise((resolve, reject) => {
      if (failure) return reject(failure)
      last += 1
      waiting.set(last, { resolve, reject })
      worker.postMessage({ id: last, ...question } satisfies Question)
    })
}

let shared: Checker | undefined

/** The window's one checker; its thread begins with the first question. */
export function windowChecker(): Checker {
  let thread: Ask | undefined
  shared ??= createChecker((question) => {
    thread ??= startThread(new Worker(new URL('./worker.ts', import.meta.url), { name: 'spelling' }))
    return thread(question)
  })
  return shared
}
