export type ParameterType = 'token' | 'reference' | 'string' | 'date' | 'uri'

/**
 * Where a parameter's values are kept.
 * - `patient`, `status`, `date`: columns of the resource's own row, one value each.
 * - `term`: rows of the term index, for what is looked up across patients.
 * - `resource`: nowhere; the resource itself is read. Right for parameters that narrow a search which is narrow already.
 */
export type Holding = 'patient' | 'status' | 'date' | 'term' | 'resource'

/** A search parameter of one resource type. */
export interface Parameter {
  name: string
  type: ParameterType
  /** Alternative element paths; every value any of them reaches counts. */
  paths: Path[]
  held: Holding
  /** For references: the one resource type that counts, where the parameter is narrower than its element. */
  only?: string
}

export interface Path {
  steps: string[]
  /** Keeps elements whose member equals the value: `telecom[system=phone]`. */
  where?: { key: string; value: string }
}

/**
 * Reads a table of parameters: one a line, `name type path|path holding`. A path may end in `[key=value]`; a reference
 * type may be narrowed as in `reference(Patient)`. Without a holding the parameter is read from the resource.
 */
export function parameters(table: string): Parameter[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(parseLine)
}

function parseLine(line: string): Parameter {
  const [name, kind, paths, held] = line.split(/\s+/) as [string, string, string, Holding | undefined]
  const [, type, only] = /^(\w+)(?:\((\w+)\))?$/.exec(kind) as unknown as [string, ParameterType, string | undefined]
  return {
    name,
    type,
    paths: paths.split('|').map(parsePath),
    held: held ?? 'resource',
    ...(only ? { only } : {}),
  }
}

function parsePath(text: string): Path {
  const [, steps, key, value] = /^([\w.]+)(?:\[(\w+)=(\w+)\])?$/.exec(text) as unknown as string[]
  const path: Path = { steps: (steps as string).split('.') }
  return key && value ? { ...path, where: { key, value } } : path
}
