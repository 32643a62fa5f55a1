import { check, type Failed } from './check.js'
import { template } from './template.js'

/** What the command asks of a worker process: one seed at a time. */
export interface Asked {
  seed: number
  path: string | undefined
  asIs: boolean
}
export interface Answered {
  seed: number
  failed: Failed | undefined
}

/** Checks histories for `npm run histories`, one after another, each told by its seed. */
process.on('message', ({ seed, path, asIs }: Asked) => {
  void check(seed, { path, asIs }).then((failed) => process.send?.({ seed, failed } satisfies Answered))
})
process.on('disconnect', () => process.exit(0))
await template()
process.send?.({ seed: -1, failed: undefined } satisfies Answered)
