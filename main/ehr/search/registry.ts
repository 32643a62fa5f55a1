import { chart } from './chart.js'
import type { Parameter } from './parameter.js'
import { people } from './people.js'
import { work } from './work.js'

const tables: Record<string, Parameter[]> = { ...people, ...chart, ...work }

/** The resource types this server keeps, in alphabetical order. */
export const RESOURCE_TYPES: readonly string[] = Object.keys(tables).sort()

/** Every type has these; they are held by the resource's own row or read from the resource. */
const COMMON: Parameter[] = [
  { name: '_tag', type: 'token', paths: [{ steps: ['meta', 'tag'] }], held: 'resource' },
  { name: '_security', type: 'token', paths: [{ steps: ['meta', 'security'] }], held: 'resource' },
  { name: '_profile', type: 'uri', paths: [{ steps: ['meta', 'profile'] }], held: 'resource' },
  { name: '_source', type: 'uri', paths: [{ steps: ['meta', 'source'] }], held: 'resource' },
]

const byName = new Map(
  Object.entries(tables).map(([type, own]) => [type, new Map([...own, ...COMMON].map((p) => [p.name, p]))]),
)

export const isResourceType = (type: string): boolean => Object.hasOwn(tables, type)

export const parametersOf = (type: string): Parameter[] => [...(byName.get(type)?.values() ?? [])]

export const parameterOf = (type: string, name: string): Parameter | undefined => byName.get(type)?.get(name)

/** The type's parameter kept in that column of the resource's row, when it has one. */
export const columnParameter = (type: string, column: 'patient' | 'status' | 'date'): Parameter | undefined =>
  tables[type]?.find((p) => p.held === column)
