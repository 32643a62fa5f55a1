import type { Dictionary } from '../store/dictionary.js'
import type { Bound, Condition, WantedToken } from './condition.js'
import { satisfiesSql } from './period.js'
import { normalised } from './values.js'

/** A condition over `resource` as SQL. `%` in it stands for the prefix of its columns. */
export interface Clause {
  sql: string
  values: (string | number)[]
  /** False where the SQL lets more through than the condition does, so that each hit is judged again. */
  exact: boolean
  /** How few rows it is likely to leave; the best one drives the query and keeps the others from choosing an index. */
  rank: number
}

const ANYTHING: Clause = { sql: '1', values: [], exact: false, rank: 0 }
const NOTHING: Clause = { sql: '0', values: [], exact: true, rank: 0 }

/** The best SQL for a condition on that type. */
export function clause(type: string, condition: Condition, dictionary: Dictionary): Clause {
  switch (condition.kind) {
    case 'id':
      return { sql: `%id in (${marks(condition.ids)})`, values: condition.ids, exact: true, rank: 5 }
    case 'updated':
      return bounds('%updated', '%updated + 1', condition.bounds, 1)
    case 'date':
      return condition.parameter.held === 'date' ? bounds('%starts', '%ends', condition.bounds, 2) : ANYTHING
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

function bounds(from: string, to: string, asked: Bound[], rank: number): Clause {
  const parts = asked.map(({ prefix, stretch }) => satisfiesSql(from, to, prefix, stretch))
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
  if (parameter.held === 'date' || parameter.held === 'status') {
    const column = parameter.held === 'date' ? '%starts' : '%status'
    return { sql: `${column} is ${missing ? '' : 'not '}null`, values: [], exact: true, rank: 0 }
  }
  if (parameter.held !== 'term') return ANYTHING
  const id = dictionary.parameter(type, parameter.name)
  const sql = `${missing ? 'not ' : ''}exists (select 1 from term where resource = resource.pk and parameter = ?)`
  return { sql: sql.replace('= resource.pk', '= r.pk'), values: [id], exact: true, rank: 0 }
}

function tokenClause(type: string, condition: Condition & { kind: 'token' }, dictionary: Dictionary): Clause {
  const { parameter, not, tokens } = condition
  if (parameter.held === 'status') {
    const codes = tokens.map((token) => token.code).filter((code) => code !== undefined)
    if (codes.length < tokens.length) return ANYTHING
    if (not)
      return { sql: `(%status is null or %status not in (${marks(codes)}))`, values: codes, exact: true, rank: 0 }
    return { sql: `%status in (${marks(codes)})`, values: codes, exact: true, rank: 2 }
  }
  if (parameter.held !== 'term' || tokens.some((token) => token.code === undefined)) return ANYTHING
  const hits = termRows(
    dictionary.parameter(type, parameter.name),
    tokens.map((token) => tokenRow(token, dictionary)),
  )
  if (!not) return hits
  return hits === NOTHING ? { ...ANYTHING, exact: true } : { ...hits, sql: `not (${hits.sql})`, rank: 0 }
}

interface TermRow {
  sql: string
  values: (string | number)[]
}

/** Undefined for a system no resource has ever used. */
function tokenRow({ system, code }: WantedToken, dictionary: Dictionary): TermRow | undefined {
  if (system === undefined) return { sql: 'value = ?', values: [code as string] }
  const known = dictionary.knownSystem(system)
  return known === undefined ? undefined : { sql: 'value = ? and system = ?', values: [code as string, known] }
}

function termRows(parameter: number, rows: (TermRow | undefined)[]): Clause {
  const known = rows.filter((row) => row !== undefined)
  if (known.length === 0) return NOTHING
  const selects = known.map(({ sql }) => `select resource from term where parameter = ? and ${sql}`)
  return {
    sql: `r.pk in (${selects.join(' union all ')})`,
    values: known.flatMap(({ values }) => [parameter, ...values]),
    exact: true,
    rank: 4,
  }
}

function referenceClause(type: string, condition: Condition & { kind: 'reference' }, dictionary: Dictionary): Clause {
  const { parameter, references } = condition
  if (parameter.held === 'patient') {
    const patients = references
      .filter((each) => each.startsWith('Patient/'))
      .map((each) => each.slice('Patient/'.length))
    // A subject may be something other than a patient; a bare id stands for every type and is a patient's in practice.
    if (patients.length === 0) return parameter.only ? NOTHING : ANYTHING
    return { sql: `%patient in (${marks(patients)})`, values: patients, exact: true, rank: 3 }
  }
  if (parameter.held !== 'term') return ANYTHING
  return {
    sql: `r.pk in (select resource from term where parameter = ? and value in (${marks(references)}))`,
    values: [dictionary.parameter(type, parameter.name), ...references],
    exact: true,
    rank: 4,
  }
}

function stringClause(
  type: string,
  { parameter, how, texts }: Condition & { kind: 'string' },
  dictionary: Dictionary,
): Clause {
  if (parameter.held !== 'term') return ANYTHING
  const id = dictionary.parameter(type, parameter.name)
  const wanted = texts.map(normalised)
  if (how === 'contains') {
    return {
      sql: `r.pk in (select resource from term where parameter = ? and (${wanted.map(() => 'instr(value, ?) > 0').join(' or ')}))`,
      values: [id, ...wanted],
      exact: true,
      rank: 3,
    }
  }
  const rows = wanted.map((text) =>
    how === 'exact'
      ? { sql: 'value = ?', values: [text] }
      : { sql: 'value >= ? and value < ?', values: [text, `${text}\u{10ffff}`] },
  )
  return { ...termRows(id, rows), exact: how !== 'exact' }
}
