import type { Database, Statement } from 'better-sqlite3'
import { type Batch, RESOURCE_WIDTH, TERM_WIDTH } from './batch.js'
import type { Dictionary } from './dictionary.js'

/** Writes batches of first versions after everything that is there. The caller runs it in a transaction. */
export function bulkInserter(db: Database, names: Dictionary): (batch: Batch) => void {
  const resource = db.prepare(
    `insert into resource (pk, type, id, version, updated, patient, starts, ends, status)
     values (?, ?, ?, 1, ?, ?, ?, ?, ?)`,
  )
  const content = db.prepare('insert into content values (?, ?)')
  const insertTerms = termInserter(db)
  const newest = db.prepare<[], number | null>('select max(pk) from resource').pluck()
  return ({ resources, terms, parameters, systems }) => {
    let last = newest.get() ?? 0
    const first = last + 1
    for (let i = 0; i < resources.length; i += RESOURCE_WIDTH) {
      last += 1
      const [type, id, updated, patient, starts, ends, status, json] = resources.slice(i, i + RESOURCE_WIDTH)
      resource.run(last, type, id, updated, patient, starts, ends, status)
      content.run(last, json)
    }
    const parameterNumbers = parameters.map(([type, name]) => names.parameter(type, name))
    const systemNumbers = systems.map(names.system)
    for (let i = 0; i < terms.length; i += TERM_WIDTH) {
      terms[i] = first + (terms[i] as number)
      terms[i + 1] = parameterNumbers[terms[i + 1] as number] as number
      terms[i + 3] = systemNumbers[terms[i + 3] as number] as number
    }
    insertTerms(terms)
  }
}

/** Terms go in this many at a time: one call into SQLite costs more than a row. */
const AT_ONCE = 64

function termInserter(db: Database): (terms: (string | number)[]) => void {
  const row = '(?, ?, ?, ?)'
  const many = db.prepare(`insert into term values ${Array(AT_ONCE).fill(row).join(', ')}`)
  const one = db.prepare(`insert into term values ${row}`)
  const insert = (statement: Statement, terms: (string | number)[], from: number, width: number) => {
    let at = from
    for (; at + width <= terms.length; at += width) statement.run(terms.slice(at, at + width))
    return at
  }
  return (terms) => {
    insert(one, terms, insert(many, terms, 0, AT_ONCE * TERM_WIDTH), TERM_WIDTH)
  }
}
