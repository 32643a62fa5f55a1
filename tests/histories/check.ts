import fc from 'fast-check'
import { mixed } from './chance.js'
import { histories } from './generation.js'
import { HistoryFailed, run } from './run.js'

interface How {
  path?: string | undefined
  asIs?: boolean
}

/** How long a failing history is made shorter at most, milliseconds. */
const shrinkingMs = 180_000

export interface Failed {
  /** Repeats it: `npm run histories -- --n 1 --seed SEED --path PATH`. */
  seed: number
  path: string
  wrong: readonly string[]
  story: readonly string[]
}

/**
 * Checks the one history of a seed. A failing one is made as short as it gets; with `path` it is told as it is there, with
 * `asIs` just as it was.
 */
export async function check(seed: number, { path, asIs }: How = {}): Promise<Failed | undefined> {
  const details = await fc.check(
    fc.asyncProperty(histories, async (history) => run(history)),
    {
      seed: mixed(seed),
      numRuns: 1,
      ...(path === undefined && !asIs ? { interruptAfterTimeLimit: shrinkingMs } : { endOnFailure: true }),
      ...(path === undefined ? {} : { path }),
    },
  )
  if (!details.failed) return undefined
  const error = details.errorInstance
  const wrong =
    error instanceof HistoryFailed ? error.wrong : [String((error as Error)?.stack ?? error ?? 'interrupted')]
  const story = error instanceof HistoryFailed ? error.story : []
  return { seed, path: details.counterexamplePath ?? '', wrong, story }
}
