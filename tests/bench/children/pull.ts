import { writeFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createCore } from '../../../main/core/create.js'
import { one } from '../../../main/core/store/statement.js'
import { answer, asked, cost } from '../harness/child.js'

/** Brings a profile up to date with the EHR: the first pull, or what changed since. */
const { url, token, profile, keyHex, pages } = asked<{
  url: string
  token: string
  profile: string
  keyHex: string
  /** Gets the addresses of the pages that were read, one a line. */
  pages?: string
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
const spent = await cost(() => running.context.sync.once('pull'))
delay.disable()
const { problem } = running.context.sync.view()
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
