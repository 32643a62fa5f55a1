/**
 * The core's own entry, made to die at a step it is told of: at the end of a transaction before it is committed, after
 * it, before a request leaves, once its answer is here. The product knows nothing of it: what is replaced is this
 * process's `fetch` and the store's two doors. A step is named by who takes it.
 */
import filesNow, { appendFileSync } from 'node:fs'
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { migrations } from '../../main/core/store/migrations/index.js'
import { Store } from '../../main/core/store/store.js'

const target = process.env.ROUNDS_DIE_AT
const told = process.env.ROUNDS_STEPS
const seen = new Set<string>()

function step(name: string): void {
  if (name === target) process.kill(process.pid, 'SIGKILL')
  if (!told || seen.has(name)) return
  seen.add(name)
  appendFileSync(told, `${name}\n`)
}

/** The functions that led here, nearest first, as `Class.#method`. */
function callers(): string {
  const lines = new Error().stack?.split('\n').slice(2) ?? []
  const names = lines.flatMap((line) => {
    const [, name] = line.match(/^\s*at (?:async )?(?:new )?([\w$#. ]+?)(?: \[as .*\])? \(/) ?? []
    return name && !/^(Store|Object|process|Module|Timeout|Immediate|Map|Array|Promise)\b|anonymous/.test(name)
      ? [name]
      : []
  })
  return names.slice(0, 3).join(' < ')
}

type Door = 'commit' | 'receive'
for (const door of ['commit', 'receive'] satisfies Door[]) {
  const real = Store.prototype[door] as (by: unknown, work: (tx: unknown) => unknown, durable?: boolean) => unknown
  const replaced = function (this: Store, by: unknown, work: (tx: unknown) => unknown, durable?: boolean): unknown {
    const name = `${door} ${callers()}`
    const told = (tx: unknown): unknown => {
      const value = work(tx)
      step(`before ${name}`)
      return value
    }
    const value = durable === undefined ? real.call(this, by, told) : real.call(this, by, told, durable)
    step(`after ${name}`)
    return value
  }
  Object.defineProperty(Store.prototype, door, { value: replaced })
}

for (const migration of migrations) {
  const { up } = migration
  migration.up = (db) => {
    up(db)
    step(`before migration ${migration.version}`)
  }
}

const kindOf = (method: string, url: string): string => {
  const path = new URL(url).pathname.replace(/^.*\/fhir/, '')
  const [, type = '', id, more] = path.split('/')
  if (method === 'GET' && id === '_history') return 'GET history'
  return `${method} ${type || 'base'}${id ? (id.startsWith('_') ? `/${id}` : '/id') : ''}${more ? `/${more}` : ''}`
}

const realFetch = globalThis.fetch
globalThis.fetch = async (input, init) => {
  const name = kindOf(init?.method ?? 'GET', String(input instanceof Request ? input.url : input))
  step(`before request ${name}`)
  const response = await realFetch(input, init)
  step(`after answer ${name}`)
  return response
}

const { rename } = files
files.rename = async (from, to) => {
  step('before rename')
  await rename(from, to)
  step('after rename')
}
const { renameSync } = filesNow
filesNow.renameSync = (from, to) => {
  step(`before move of ${basename(String(from))}`)
  renameSync(from, to)
  step(`after move of ${basename(String(from))}`)
}
syncBuiltinESMExports()

await import('../../main/core/entry.js')
