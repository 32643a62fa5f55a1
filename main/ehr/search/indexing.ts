import type { Parameter } from './parameter.js'
import { columnParameter, parameterOf, parametersOf } from './registry.js'
import { normalised, type Resource, references, stretches, strings, tokens } from './values.js'

/** The columns of a resource's row that searches use. */
export interface Columns {
  /** Id of the patient whose chart it belongs to. */
  patient: string | null
  /** The principal date's stretch, in milliseconds. */
  starts: number | null
  ends: number | null
  status: string | null
}

/** One row of the term index. `system` is empty for references and strings. */
export interface Term {
  parameter: string
  value: string
  system: string
}

export function columns(resource: Resource): Columns {
  const { date, status } = columnParameters(resource.resourceType)
  const when = date && stretches(resource, date)[0]
  return {
    patient: patientOf(resource) ?? null,
    starts: when?.from ?? null,
    ends: when?.to ?? null,
    status: (status && tokens(resource, status)[0]?.code) ?? null,
  }
}

/** The id of the patient a resource is about, by the type's own patient parameter. */
export function patientOf(resource: Resource): string | undefined {
  const { patient: parameter } = columnParameters(resource.resourceType)
  if (!parameter) return undefined
  return references(resource, parameter)
    .find((reference) => reference.startsWith('Patient/'))
    ?.slice('Patient/'.length)
}

interface ColumnParameters {
  patient: Parameter | undefined
  date: Parameter | undefined
  status: Parameter | undefined
}

const inColumns = new Map<string, ColumnParameters>()

function columnParameters(type: string): ColumnParameters {
  let own = inColumns.get(type)
  if (!own) {
    own = {
      patient: parameterOf(type, 'patient'),
      date: columnParameter(type, 'date'),
      status: columnParameter(type, 'status'),
    }
    inColumns.set(type, own)
  }
  return own
}

const indexed = new Map<string, Parameter[]>()

/** The parameters of a type that have rows in the term index. */
export function indexedParameters(type: string): Parameter[] {
  let own = indexed.get(type)
  if (!own) {
    own = parametersOf(type).filter((parameter) => parameter.held === 'term')
    indexed.set(type, own)
  }
  return own
}

export function terms(resource: Resource): Term[] {
  const found: Term[] = []
  for (const parameter of indexedParameters(resource.resourceType)) addTerms(resource, parameter, found)
  return found
}

function addTerms(resource: Resource, parameter: Parameter, found: Term[]): void {
  const first = found.length
  const add = (value: string, system: string) => {
    for (let i = first; i < found.length; i++) if (found[i]?.value === value && found[i]?.system === system) return
    found.push({ parameter: parameter.name, value, system })
  }
  if (parameter.type === 'token') for (const token of tokens(resource, parameter)) add(token.code, token.system ?? '')
  if (parameter.type === 'reference') for (const reference of references(resource, parameter)) add(reference, '')
  if (parameter.type === 'string') for (const value of strings(resource, parameter)) add(normalised(value), '')
}
