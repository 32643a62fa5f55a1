import {
  evalFhirPathTyped,
  OperationOutcomeError,
  type TypedValueWithPath,
  toTypedValue,
  validateResource,
} from '@medplum/core'
import type { CodeableConcept, Coding, OperationOutcomeIssue, Resource, StructureDefinition } from '@medplum/fhirtypes'
import { baseOf, structure } from './definitions.js'
import { isMember } from './terminology.js'
import { type UsCoreProfile, usCore } from './us-core.js'

/** What a resource breaks of a profile that is written down in `us-core.ts`. */
function* brokenBy(resource: Resource, { required, rules }: UsCoreProfile): Generator<string> {
  for (const element of required) if (!(element in resource)) yield `${resource.resourceType}.${element}: Missing`
  for (const [key, expression] of Object.entries(rules)) {
    const answer = evalFhirPathTyped(expression, [toTypedValue(resource)])
    if (answer[0]?.value !== true) yield `${resource.resourceType}: breaks ${key}`
  }
}

const us = (name: string): StructureDefinition | UsCoreProfile =>
  usCore.get(name) ?? structure(`http://hl7.org/fhir/us/core/StructureDefinition/${name}`)
const r4 = (name: string): StructureDefinition => structure(`http://hl7.org/fhir/StructureDefinition/${name}`)

const coded = (concepts: CodeableConcept[] | undefined, code: string): boolean =>
  (concepts ?? []).some(({ coding }) => coding?.some((each) => each.code === code))

/**
 * FHIR R4 asks its own vital signs profiles of every Observation with these LOINC codes. Its `bp` tells the two components
 * apart by a path that the library does not follow; US Core's says the same in a way it does.
 */
const vitalSigns: Record<string, string> = {
  '8867-4': 'heartrate us-core-heart-rate',
  '9279-1': 'resprate us-core-respiratory-rate',
  '8310-5': 'bodytemp us-core-body-temperature',
  '2708-6': 'oxygensat us-core-pulse-oximetry',
  '59408-5': 'oxygensat us-core-pulse-oximetry',
  '29463-7': 'bodyweight us-core-body-weight',
  '8302-2': 'bodyheight us-core-body-height',
  '39156-5': 'bmi us-core-bmi',
}

const byType: Record<string, string> = {
  Patient: 'us-core-patient',
  Encounter: 'us-core-encounter',
  DocumentReference: 'us-core-documentreference',
  ServiceRequest: 'us-core-servicerequest',
  Specimen: 'us-core-specimen',
  Condition: 'us-core-condition-problems-health-concerns',
  AllergyIntolerance: 'us-core-allergyintolerance',
  MedicationRequest: 'us-core-medicationrequest',
  Immunization: 'us-core-immunization',
  DiagnosticReport: 'us-core-diagnosticreport-lab',
  Provenance: 'us-core-provenance',
  Practitioner: 'us-core-practitioner',
  PractitionerRole: 'us-core-practitionerrole',
  Location: 'us-core-location',
  Organization: 'us-core-organization',
  Coverage: 'us-core-coverage',
}

/** The profiles a resource has to conform to, by what it says it is. */
function profilesOf(resource: Resource): (StructureDefinition | UsCoreProfile)[] {
  if (resource.resourceType === 'Condition' && coded(resource.category, 'encounter-diagnosis')) {
    return [us('us-core-condition-encounter-diagnosis')]
  }
  if (resource.resourceType !== 'Observation') {
    const name = byType[resource.resourceType]
    return name ? [us(name)] : []
  }
  const profiles: (StructureDefinition | UsCoreProfile)[] = []
  const { category, code } = resource
  for (const [loinc, names] of Object.entries(vitalSigns)) {
    const [base = '', ofUsCore = ''] = names.split(' ')
    if (coded(code && [code], loinc)) profiles.push(r4(base), us(ofUsCore))
  }
  if (coded(code && [code], '85354-9')) profiles.push(us('us-core-blood-pressure'))
  if (coded(category, 'vital-signs')) profiles.push(r4('vitalsigns'))
  if (coded(category, 'laboratory')) profiles.push(us('us-core-observation-lab'))
  if (coded(category, 'survey')) profiles.push(us('us-core-observation-screening-assessment'))
  if (coded(code && [code], '72166-2')) profiles.push(us('us-core-smokingstatus'))
  return profiles
}

/** Everything that is wrong with a resource, each as `where: what` with the profile before it; empty when it is valid. */
export function problemsOf(resource: Resource): string[] {
  const found = new Set<string>()
  // The first look-up reads the definitions that the library then knows by type.
  baseOf(resource.resourceType)
  for (const problem of against(resource)) found.add(problem)
  for (const profile of profilesOf(resource)) {
    const broken = 'rules' in profile ? brokenBy(resource, profile) : against(resource, profile)
    for (const problem of broken) found.add(`${profile.url?.split('/').at(-1)}: ${problem}`)
  }
  for (const problem of [...siblings(resource, resource.resourceType), ...unresolved(resource)]) found.add(problem)
  return [...found]
}

function against(resource: Resource, profile?: StructureDefinition): string[] {
  const tokens: Record<string, TypedValueWithPath[]> = {}
  let issues: OperationOutcomeIssue[]
  try {
    issues = validateResource(resource as never, {
      ...(profile && { profile: profile as never }),
      collect: { tokens },
    }) as never
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error
    issues = error.outcome.issue as never
  }
  return [
    ...issues.map(({ expression, details }) => `${expression?.join() ?? ''}: ${details?.text ?? ''}`),
    ...Object.entries(tokens).flatMap(([valueSet, values]) => values.flatMap((value) => outside(valueSet, value))),
  ]
}

/** A value that a required binding does not allow. */
function outside(valueSet: string, { path, type, value }: TypedValueWithPath): string[] {
  const say = (code: string): string[] => [`${path}: ${code} is not in ${valueSet}`]
  if (type === 'CodeableConcept') {
    const codings = (value as CodeableConcept).coding ?? []
    const answers = codings.map(({ system, code }) => isMember(valueSet, system, code ?? ''))
    return answers.some((answer) => answer !== false) ? [] : say(JSON.stringify(codings))
  }
  const { system, code } = type === 'Coding' || type === 'Quantity' ? (value as Coding) : { code: value as string }
  if (code === undefined || typeof code !== 'string') return []
  return isMember(valueSet, system, code) === false ? say(code) : []
}

/** `_given` stands beside `given` item by item (FHIR R4, JSON representation), which the library does not look at. */
function* siblings(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* siblings(item, `${path}[${at}]`)
  } else if (typeof value === 'object' && value !== null) {
    const object = value as Record<string, unknown>
    for (const [key, part] of Object.entries(object)) {
      const beside = object[`_${key}`]
      if (Array.isArray(part) && Array.isArray(beside) && part.length !== beside.length)
        yield `${path}.${key}: has ${part.length} items, and _${key} ${beside.length}`
      yield* siblings(part, `${path}.${key}`)
    }
  }
}

/** A stand-in of the workstation's that reached the server. */
function* unresolved(resource: Resource): Generator<string> {
  for (const [reference] of JSON.stringify(resource).matchAll(/"reference":"urn:uuid:[^"]*"/g))
    yield `${resource.resourceType}: ${reference} points to nothing`
}
