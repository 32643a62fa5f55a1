import type { AllergyIntolerance, CodeableConcept } from '@medplum/fhirtypes'
import type { AllergyRow } from './allergy-row.js'
import { type Chart, nextId, vagueDate } from './chart.js'
import { concept, hl7, RXNORM, SNOMED } from './coding.js'
import type { AllergyGroup } from './medicine.js'
import { meta } from './meta.js'
import type { Random } from './random.js'

const drug = (rxnorm: string | undefined, text: string): CodeableConcept =>
  rxnorm ? concept(RXNORM, rxnorm, text.toLowerCase(), text) : { text }

const row = (
  code: CodeableConcept,
  category: AllergyRow['category'],
  reaction: string,
  severity: AllergyRow['severity'],
  weight: number,
  groups: readonly AllergyGroup[] = [],
): AllergyRow => ({
  text: code.text as string,
  code,
  category,
  reaction,
  severity,
  criticality: severity === 'severe' ? 'high' : 'low',
  groups,
  weight,
})

const penicillin = drug('70618', 'Penicillin')
const sulfa: CodeableConcept = { text: 'Sulfa antibiotics' }
const latex = concept(SNOMED, '111088007', 'Latex', 'Latex')
const peanut = concept(SNOMED, '762952008', 'Peanut', 'Peanut')

/** Weights after reported rates in primary care records: penicillin about 8 %, sulfa 4 %, others less. */
export const allergyRows = {
  penicillinAnaphylaxis: row(penicillin, 'medication', 'anaphylaxis', 'severe', 6, ['penicillin', 'cephalosporin']),
  penicillinRash: row(penicillin, 'medication', 'rash', 'mild', 22, ['penicillin']),
  amoxicillinHives: row(drug('723', 'Amoxicillin'), 'medication', 'hives', 'moderate', 8, ['penicillin']),
  sulfaRash: row(sulfa, 'medication', 'rash', 'mild', 14, ['sulfa']),
  sulfaStevens: row(sulfa, 'medication', 'Stevens-Johnson syndrome', 'severe', 1, ['sulfa']),
  codeine: row(drug('2670', 'Codeine'), 'medication', 'vomiting', 'moderate', 8, ['opioid']),
  morphine: row(drug('7052', 'Morphine'), 'medication', 'itching', 'mild', 3, ['opioid']),
  nsaid: row(drug('5640', 'Ibuprofen'), 'medication', 'hives', 'moderate', 4, ['nsaid']),
  aspirin: row(drug('1191', 'Aspirin'), 'medication', 'bronchospasm', 'severe', 2, ['nsaid']),
  lisinopril: row(drug('29046', 'Lisinopril'), 'medication', 'cough', 'mild', 6, ['acei']),
  lisinoprilAngioedema: row(drug('29046', 'Lisinopril'), 'medication', 'angioedema', 'severe', 1.5, ['acei']),
  statin: row(drug('36567', 'Simvastatin'), 'medication', 'muscle pain', 'moderate', 4, ['statin']),
  macrolide: row(drug('18631', 'Azithromycin'), 'medication', 'rash', 'mild', 2, ['macrolide']),
  doxycycline: row(drug('3640', 'Doxycycline'), 'medication', 'stomach upset', 'mild', 2, ['tetracycline']),
  metformin: row(drug('6809', 'Metformin'), 'medication', 'diarrhoea', 'moderate', 2, ['metformin']),
  cephalexin: row(drug('2231', 'Cephalexin'), 'medication', 'hives', 'moderate', 3, ['cephalosporin']),
  latex: row(latex, 'environment', 'rash', 'mild', 5),
  peanut: row(peanut, 'food', 'anaphylaxis', 'severe', 0),
  shellfish: row({ text: 'Shellfish' }, 'food', 'lip swelling', 'moderate', 5),
  egg: row({ text: 'Egg' }, 'food', 'hives', 'mild', 2),
  treeNuts: row({ text: 'Tree nuts' }, 'food', 'throat tightness', 'severe', 2),
  bee: row({ text: 'Bee venom' }, 'environment', 'large local swelling', 'moderate', 3),
  dust: row({ text: 'House dust mite' }, 'environment', 'sneezing', 'mild', 4),
  tape: row({ text: 'Adhesive tape' }, 'environment', 'blisters', 'mild', 2),
} as const satisfies Record<string, AllergyRow>

const adultRows: readonly AllergyRow[] = Object.values(allergyRows)
const childRows: readonly AllergyRow[] = [
  allergyRows.amoxicillinHives,
  allergyRows.penicillinRash,
  allergyRows.egg,
  allergyRows.treeNuts,
  allergyRows.dust,
  allergyRows.sulfaRash,
  allergyRows.shellfish,
]
const adultWeights = adultRows.map(({ weight }) => weight)

/** None for about two in three; never two of the same substance. */
export function drawAllergies(random: Random, age: number): AllergyRow[] {
  const some = age < 6 ? 0.08 : age < 18 ? 0.16 : age < 50 ? 0.28 : 0.4
  const found: AllergyRow[] = []
  while (found.length < 4 && random.chance(found.length === 0 ? some : 0.28)) {
    const next = age < 18 ? random.pick(childRows) : (adultRows[random.weighted(adultWeights)] as AllergyRow)
    if (!found.some((row) => row.text === next.text || row.groups.some((group) => next.groups.includes(group))))
      found.push(next)
  }
  return found
}

const active = hl7('allergyintolerance-clinical', 'active', 'Active')
const confirmed = hl7('allergyintolerance-verification', 'confirmed', 'Confirmed')
const noneKnown = concept(SNOMED, '716186003', 'No known allergy', 'No known allergies')

/** The allergy list: what there is, or the statement that none is known, or nothing at all when nobody asked. */
export function allergyResources(chart: Chart, asked: boolean): AllergyIntolerance[] {
  const { calendar, subject, joined } = chart
  const recorded = calendar.at(joined, 560)
  if (chart.allergies.length === 0) {
    if (!asked) return []
    return [
      {
        resourceType: 'AllergyIntolerance',
        id: nextId(chart, 'a'),
        meta: meta(calendar.stamp(joined, 562, 1)),
        clinicalStatus: active,
        verificationStatus: confirmed,
        code: noneKnown,
        patient: subject,
        recordedDate: recorded,
      },
    ]
  }
  return chart.allergies.map((row, index) => ({
    resourceType: 'AllergyIntolerance',
    id: nextId(chart, 'a'),
    meta: meta(calendar.stamp(joined, 562, index)),
    clinicalStatus: active,
    verificationStatus: confirmed,
    type: 'allergy',
    category: [row.category],
    criticality: row.criticality,
    code: row.code,
    patient: subject,
    ...(row.category === 'medication' && {
      onsetDateTime: vagueDate(
        joined - 2600 - index * 700 > chart.person.birth ? joined - 2600 - index * 700 : joined,
        calendar.today,
      ),
    }),
    recordedDate: recorded,
    reaction: [{ manifestation: [{ text: row.reaction }], severity: row.severity }],
  }))
}
