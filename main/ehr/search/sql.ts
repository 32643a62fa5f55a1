import type { Dictionary } from '../store/dictionary.js'
import type { Bound, Condition, WantedToken } from './condition.js'
import { momentSql, satisfiesSql } from './period.js'
import { normalised } from './values.js'

/** A condition over `resource r` as SQL. `%` in it stands for the prefix of its columns. */
export interface Clause {
  sql: string
  /** How it is said where it leads the query; the same values fit both. */
  leading?: string
  values: (string | number)[]
  /** False where the SQL lets more through than the condition does, so that each hit is judged again. */
  exact: boolean
  /** How few rows it is likely to leave. The highest leads the query, and the others may not choose an index; 0 never leads. */
  rank: number
}

/** Ranks by how many resources one value of such a condition commonly has. */
export const RANK = {
  id: 9,
  identifier: 8,
  patient: 7,
  reference: 6,
  string: 5,
  token: 4,
  status: 3,
  date: 2,
  updated: 1,
}

const ANYTHING: Clause = { sql: '1', values: [], exact: false, rank: 0 }
const EVERYTHING: Clause = { ...ANYTHING, exact: true }
const NOTHING: Clause = { sql: '0', values: [], exact: true, rank: 0 }

/** The best SQL for a condition on that type. */
export function clause(type: string, condition: Condition, dictionary: Dictionary): Clause {
  switch (condition.kind) {
    case 'id':
      return { sql: `%id in (${marks(condition.ids)})`, values: condition.ids, exact: true, rank: RANK.id }
    case 'updated':
      return compared(condition.bounds, ({ prefix, stretch }) => momentSql('%updated', prefix, stretch), RANK.updated)
    case 'date':
      if (condition.parameter.held !== 'date') return ANYTHING
      return compared(
        condition.bounds,
        ({ prefix, stretch }) => satisfiesSql('%starts', '%ends', prefix, stretch),
        RANK.date,
      )
    case 'missing':
      return missing(type, condition, dictionary)
    case 'token':
      return tokenClause(type, condition, dictionary)
    case 'reference':
      return referenceClause(type, condition, dictionary)
    case 'string':
      return stringClause(type, condition, dictionary)
    case 'uri':
      return ANYTHING
  }
}

const marks = (values: unknown[]) => values.map(() => '?').join(', ')

function compared(bounds: Bound[], comparison: (bound: Bound) => [string, number[]], rank: number): Clause {
  const parts = bounds.map(comparison)
  return {
    sql: `(${parts.map(([sql]) => sql).join(' or ')})`,
    values: parts.flatMap(([, values]) => values),
    exact: true,
    rank,
  }
}

function missing(
  type: string,
  { parameter, missing }: Condition & { kind: 'missing' },
  dictionary: Dictionary,
): Clause {
  const not = missing ? '' : 'not '
  if (parameter.held === 'date') return { ...EVERYTHING, sql: `%starts is ${not}null` }
  if (parameter.held === 'status') return { ...EVERYTHING, sql: `%status is ${not}null` }
  if (parameter.held !== 'term') return ANYTHING
  const there = 'exists (select 1 from term where resource = r.pk and parameter = ?)'
  const values = [dictionary.parameter(type, parameter.name)]
  return { ...EVERYTHING, sql: missing ? `not ${there}` : there, values }
}

/** What rows of the term index a condition wants, besides those of its parameter. */
interface Wanted {
  sql: string
  values: (string | number)[]
}

/** Leading, it lists the resources; otherwise it looks for each resource whether it has such a row. */
function termClause(parameter: number, wanted: Wanted[], rank: number): Clause {
  if (wanted.length === 0) return NOTHING
  const either = (column: string) =>
    wanted.map(({ sql }) => `select ${column} from term where parameter = ? and ${sql}`).join(' union all ')
  const each = wanted.map(({ sql }) => `(parameter = ? and ${sql})`).join(' or ')
  return {
    sql: `exists (select 1 from term where resource = r.pk and (${each}))`,
    leading: `r.pk in (${either('resource')})`,
    values: wanted.flatMap(({ values }) => [parameter, ...values]),
    exact: true,
    rank,
  }
}

function tokenClause(type: string, condition: Condition & { kind: 'token' }, dictionary: Dictionary): Clause {
  const { parameter, not, tokens } = condition
  if (tokens.some((token) => token.code === undefined)) return ANYTHING
  if (parameter.held === 'status') {
    const codes = tokens.map((token) => token.code as string)
    if (not) return { ...EVERYTHING, sql: `(%status is null or %status not in (${marks(codes)}))`, values: codes }
    return { sql: `%status in (${marks(codes)})`, values: codes, exact: true, rank: RANK.status }
  }
  if (parameter.held !== 'term') return ANYTHING
  const wanted = tokens.map((token) => tokenRow(token, dictionary)).filter((row) => row !== undefined)
  const rank = parameter.name === 'identifier' ? RANK.identifier : RANK.token
  const found = termClause(dictionary.parameter(type, parameter.name), wanted, rank)
  if (!not) return found
  return found === NOTHING ? EVERYTHING : { ...EVERYTHING, sql: `not ${found.sql}`, values: found.values }
}

/** Undefined for a system no resource has ever used. */
function tokenRow({ system, code }: WantedToken, dictionary: Dictionary): Wanted | undefined {
  if (system === undefined) return { sql: 'value = ?', values: [code as string] }
  const known = dictionary.knownSystem(system)
  return known === undefined ? undefined : { sql: 'value = ? and system = ?', values: [code as string, known] }
}

function referenceClause(type: string, condition: Condition & { kind: 'reference' }, dictionary: Dictionary): Clause {
  const { parameter, references } = condition
  if (parameter.held === 'patient') {
    const patients = references
      .filter((each) => each.startsWith('Patient/'))
      .map((each) => each.slice('Patient/'.length))
    // A subject may be something other than a patient; a bare id stands for every type and is a patient's in practice.
    if (patients.length === 0) return parameter.only ? NOTHING : ANYTHING
    return { sql: `%patient in (${marks(patients)})`, values: patients, exact: true, rank: RANK.patient }
  }
  if (parameter.held !== 'term') return ANYTHING
  const wanted = [{ sql: `value in (${marks(references)})`, values: references }]
  return termClause(dictionary.parameter(type, parameter.name), wanted, RANK.reference)
}

function stringClause(
  type: string,
  { parameter, how, texts }: Condition & { kind: 'string' },
  dictionary: Dictionary,
): Clause {
  if (parameter.held !== 'term') return ANYTHING
  const wanted = texts.map(normalised).map((text): Wanted => {
    if (how === 'exact') return { sql: 'value = ?', values: [text] }
    if (how === 'contains') return { sql: 'instr(value, ?) > 0', values: [text] }
    return { sql: 'value >= ? and value < ?', values: [text, `${text}\u{10ffff}`] }
  })
  const found = termClause(dictionary.parameter(type, parameter.name), wanted, RANK.string)
  return { ...found, exact: how !== 'exact' }
}
