/**
 * What US Core 7.0.0 asks beyond FHIR R4, for the profiles whose published definitions no package carries. `required` are
 * elements with a minimum of one; `rules` are FHIRPath over the whole resource: US Core's own invariants under their own
 * keys, and its slices, patterns, required bindings and nested minimums under keys of ours. Not here: bindings that are
 * extensible, and "must support", which no single resource can show.
 */
export interface UsCoreProfile {
  url: string
  /** Where it is published. */
  source: string
  required: readonly string[]
  rules: Readonly<Record<string, string>>
}

const canonical = 'http://hl7.org/fhir/us/core/StructureDefinition/'
const terms = 'http://terminology.hl7.org/CodeSystem/'

const profile = (name: string, required: string, rules: UsCoreProfile['rules'] = {}): [string, UsCoreProfile] => [
  name,
  {
    url: `${canonical}${name}`,
    source: `https://hl7.org/fhir/us/core/STU7/StructureDefinition-${name}.html`,
    required: required === '' ? [] : required.split(' '),
    rules,
  },
]

const hasCode = (element: string, system: string, ...codes: string[]): string =>
  `${element}.coding.where(system = '${system}' and (${codes.map((code) => `code = '${code}'`).join(' or ')})).exists()`

const category = (...codes: string[]): string => hasCode('category', `${terms}observation-category`, ...codes)
const loinc = (...codes: string[]): string => hasCode('code', 'http://loinc.org', ...codes)

/** us-core-1 to us-core-3, which every result of an examination keeps to. */
const clinicalResult = {
  'us-core-1': 'effective is dateTime implies effective.toString().length() >= 10',
  'us-core-2': '(component.empty() and hasMember.empty()) implies (dataAbsentReason.exists() or value.exists())',
  'us-core-3': "value.ofType(Quantity).system.empty() or value.ofType(Quantity).system = 'http://unitsofmeasure.org'",
}
/** A measured vital sign: its number, and the UCUM units its value set allows. */
const vital = (name: string, ...units: string[]): [string, UsCoreProfile] =>
  profile(name, 'subject', {
    'quantity-whole':
      "value.exists() implies (value.value.exists() and value.unit.exists() and value.system = 'http://unitsofmeasure.org')",
    'unit-bound': `value.exists() implies (${units.map((unit) => `value.code = '${unit}'`).join(' or ')})`,
  })

const final = `(status = 'partial' or status = 'preliminary' or status = 'final' or status = 'amended' or status = 'corrected' or status = 'appended')`

export const usCore: ReadonlyMap<string, UsCoreProfile> = new Map([
  profile('us-core-encounter', 'type subject', {
    'identifier-whole': 'identifier.all(system.exists() and value.exists())',
  }),
  profile('us-core-documentreference', 'type category subject', {
    'us-core-6': 'content.attachment.all(url.exists() or data.exists())',
    'type-bound': `type.coding.where(system = 'http://loinc.org').exists() or ${hasCode('type', `${terms}v3-NullFlavor`, 'UNK')}`,
    'one-encounter': 'context.encounter.count() <= 1',
  }),
  profile('us-core-observation-lab', 'category subject', {
    ...clinicalResult,
    'category-laboratory': category('laboratory'),
    'us-core-22':
      "referenceRange.all((low.system.empty() or low.system = 'http://unitsofmeasure.org') and (high.system.empty() or high.system = 'http://unitsofmeasure.org'))",
  }),
  profile('us-core-observation-screening-assessment', 'category subject', {
    ...clinicalResult,
    'category-survey': category('survey'),
  }),
  profile('us-core-pulse-oximetry', 'subject', {
    'both-codes': `${loinc('59408-5')} and ${loinc('2708-6')}`,
    'quantity-percent': "value.exists() implies (value.system = 'http://unitsofmeasure.org' and value.code = '%')",
  }),
  vital('us-core-heart-rate', '/min'),
  vital('us-core-respiratory-rate', '/min'),
  vital('us-core-body-temperature', 'Cel', '[degF]'),
  vital('us-core-body-weight', 'g', 'kg', '[lb_av]'),
  vital('us-core-body-height', 'cm', '[in_i]'),
  vital('us-core-bmi', 'kg/m2'),
  profile('us-core-servicerequest', 'code'),
  profile('us-core-specimen', 'type'),
  profile('us-core-condition-problems-health-concerns', 'category code', {
    'category-problem': `${hasCode('category', `${terms}condition-category`, 'problem-list-item')} or ${hasCode('category', 'http://hl7.org/fhir/us/core/CodeSystem/condition-category', 'health-concern')}`,
  }),
  profile('us-core-condition-encounter-diagnosis', 'category code'),
  profile('us-core-allergyintolerance', 'code'),
  profile('us-core-immunization', ''),
  profile('us-core-diagnosticreport-lab', 'category subject', {
    'us-core-8': `${final} implies effective.exists()`,
    'us-core-9': `${final} implies issued.exists()`,
    'category-laboratory': hasCode('category', `${terms}v2-0074`, 'LAB'),
  }),
  profile('us-core-provenance', '', {
    'provenance-1': "agent.all(who.reference.contains('Practitioner/') implies onBehalfOf.exists())",
  }),
  profile('us-core-practitioner', 'identifier name', {
    'identifier-whole': 'identifier.all(system.exists() and value.exists())',
    'name-family': 'name.all(family.exists())',
  }),
  profile('us-core-practitionerrole', '', {
    'pd-1': 'telecom.exists() or endpoint.exists()',
    'us-core-13': 'practitioner.exists() or organization.exists() or healthcareService.exists() or location.exists()',
    'telecom-whole': 'telecom.all(system.exists() and value.exists())',
  }),
  profile('us-core-location', 'name'),
  profile('us-core-organization', 'active name'),
  profile('us-core-coverage', 'relationship', {
    'us-core-15': `identifier.where(${hasCode('type', `${terms}v2-0203`, 'MB')}).exists() or subscriberId.exists()`,
    'one-payor': 'payor.count() = 1',
  }),
])
