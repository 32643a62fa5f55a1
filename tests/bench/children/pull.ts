import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createCore } from '../../../main/core/create.js'
import { one } from '../../../main/core/store/statement.js'
import { answer, asked, cost } from '../harness/child.js'

/** Brings a profile up to date with the EHR: the first pull, or what changed since. */
const { url, token, profile, keyHex, pages, typedMs } = asked<{
  url: string
  token: string
  profile: string
  keyHex: string
  /** Gets the addresses of the pages that were read, one a line. */
  pages?: string
  /** Somebody types so long, milliseconds, and then it ends, wherever it is. */
  typedMs?: number
}>()

const read: string[] = []
const real = globalThis.fetch
globalThis.fetch = ((to: URL, init: RequestInit) => {
  const address = String(to)
  if (init.method === 'GET' && !/\/metadata$|_summary=count/.test(address)) read.push(address)
  return real(to, init)
}) as typeof fetch

const resolution = 1
const running = createCore({ profile, keyHex, ehrUrl: url, practice: true, workstation: 'bench', toolToken: token })
const delay = monitorEventLoopDelay({ resolution })
delay.enable()
/** Between two keys, milliseconds. */
const keyMs = 120
let keys = 0
const type = (): void => {
  keys += 1
  running.context.store.commit({ who: undefined, at: running.context.at() }, (tx) => tx.set('bench.keys', String(keys)))
}
const typing = typedMs === undefined ? undefined : setInterval(type, keyMs)
const pulled = () => running.context.sync.once('pull')
const spent = await cost(() =>
  typedMs === undefined ? pulled() : Promise.race([pulled(), new Promise((resolve) => setTimeout(resolve, typedMs))]),
)
clearInterval(typing)
delay.disable()
const { problem } = typedMs === undefined ? running.context.sync.view() : {}
if (problem) throw new Error(problem)
const { db } = running.context.store
const held = one<{ n: number }>(db, 'SELECT count(*) AS n FROM resource')?.n
await running.stop()
if (pages) writeFileSync(pages, read.join('\n'))
answer({
  ...spent,
  held,
  pages: read.length,
  blockedMs: delay.max / 1e6 - resolution,
  blocked99Ms: delay.percentile(99) / 1e6 - resolution,
})
